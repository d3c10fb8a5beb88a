'use strict';

const { writeSync } = require('node:fs');

/**
 * Jest's reporter that says at the end which engines the tests ran on, which were absent and why, and how
 * many tests passed and failed. JavaScript, because Jest loads reporters untransformed.
 */
module.exports = class EngineReporter {
  onRunComplete(_contexts, results) {
    const state = JSON.parse(process.env.GATEWAY_TEST_ENGINES ?? '{"present":[],"absent":[]}');
    const lines = [
      ...state.present.map(({ name, origin }) => `engine ${name}: ran (${origin})`),
      ...state.absent.map(({ name, reason }) => `engine ${name}: absent (${reason})`),
      `redis: ${state.redis ? 'ran (private server)' : 'absent (no redis-server)'}`,
      `${results.numPassedTests} passed, ${results.numFailedTests + results.numRuntimeErrorTestSuites} failed`,
    ];
    // Jest's own summary comes after every reporter; this is to be the last word.
    process.once('exit', () => writeSync(1, `\n${lines.join('\n')}\n`));
  }
};

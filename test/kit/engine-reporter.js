'use strict';

const { writeSync } = require('node:fs');

/**
 * Jest's reporter that says at the end which engines the tests ran on, which were absent and why, and how
 * many tests passed and failed. JavaScript, because Jest loads reporters untransformed.
 */
module.exports = class EngineReporter {
  onRunComplete(_contexts, results) {
    const state = JSON.parse(
      process.env.GATEWAY_TEST_ENGINES ?? '{"present":[],"absent":[],"ownServer":null}',
    );
    const lines = [
      ...state.present.map(({ name, origin }) => `engine ${name}: ran (${origin})`),
      ...state.absent.map(({ name, reason }) => `engine ${name}: absent (${reason})`),
      `a database stopped and starved: ${ownServer(state)}`,
      `redis: ${state.redis ? 'ran (private server)' : 'absent (no redis-server)'}`,
      `${results.numPassedTests} passed, ${results.numFailedTests + results.numRuntimeErrorTestSuites} failed`,
    ];
    // Jest's own summary comes after every reporter; this is to be the last word.
    process.once('exit', () => writeSync(1, `\n${lines.join('\n')}\n`));
  }
};

/** What attacks on a database of their own could be made with, and what was left out. */
function ownServer({ ownServer: own, noSmallDisk }) {
  if (!own) return 'skipped (no program of a database server)';
  const disk = noSmallDisk ? `; no disk was filled (${noSmallDisk})` : ', a disk filled';
  return `ran (private ${own.engine})${disk}`;
}

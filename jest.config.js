/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': '@swc/jest',
    // Published as an ES module only: Node requires it as it is, jest's own loader does not.
    '/node_modules/jose/.+\\.js$': ['@swc/jest', { swcrc: false, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/kit/global-setup.ts',
  globalTeardown: '<rootDir>/test/kit/global-teardown.ts',
  reporters: ['default', '<rootDir>/test/kit/engine-reporter.js'],
  maxWorkers: 2,
  // Counted by the code itself, line by line that can run. V8's own counts cost a second of processor time more
  // for every test file that starts a gateway, and slow down all that the file runs.
  coverageProvider: 'babel',
  // Commands are tested as processes of their own, which the coverage of this one does not see.
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.test.ts', '!src/main.ts', '!src/cli/**'],
  coverageReporters: ['text-summary', 'lcovonly'],
  coverageThreshold: { global: { lines: 90 } },
};

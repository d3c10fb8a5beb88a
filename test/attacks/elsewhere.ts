/** Attacks that a test outside this folder makes: its file, and words of its title. */
export const ELSEWHERE: Readonly<Record<number, readonly [file: string, title: string]>> = {
  97: ['test/federation/entities.test.ts', 'answers null in its slot'],
  99: ['test/api/paging.test.ts', 'cursors that are of no such list'],
  117: ['eslint.config.js', 'SILENT_SQL'],
  142: ['test/ops/shutdown.test.ts', 'under load finishes what it has begun'],
  136: ['test/api/http-errors.test.ts', 'are 503 with Retry-After when the database cannot answer'],
  148: [
    'test/ops/docker.test.ts',
    'runs as that user to its end, and takes no secret into a layer',
  ],
  146: ['test/house/dependencies.test.ts', 'MINIMUM_VERSIONS'],
};

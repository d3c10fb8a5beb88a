import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Compiles the gateway, which is measured as it is run. @returns the file that starts it. */
export function buildGateway(): string {
  const root = join(__dirname, '..');
  const compiler = require.resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  return join(root, 'dist/src/main.js');
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

function files(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name));
}

describe('8 attacks on what it is built of', () => {
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<
      string,
      { integrity?: string; resolved?: string; hasInstallScript?: boolean; dev?: boolean }
    >;
  };
  const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

  it('143 every package is locked by its content, and has one origin', () => {
    const origins = new Set(
      locked.flatMap(([, { resolved }]) =>
        resolved === undefined ? [] : [new URL(resolved).host],
      ),
    );
    expect(origins.size).toBeLessThanOrEqual(1);
    expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
  });

  it('144 one package of production has a script of its own, which is known', () => {
    const scripts = locked.filter(([, one]) => one.hasInstallScript === true && one.dev !== true);
    expect(scripts.map(([path]) => path)).toEqual(['node_modules/@apollo/protobufjs']);
  });

  it('149 no code of ours makes code of text, or starts a program', () => {
    const sources = files('src').filter(
      (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
    );
    expect(sources.length).toBeGreaterThan(100);
    const found = sources.filter((path) =>
      /\beval\(|new Function\(|['"](?:node:)?(?:child_process|vm)['"]/.test(
        readFileSync(path, 'utf8'),
      ),
    );
    expect(found).toEqual([]);
  });

  it('150 no key, no private key and no password stands in the repository', () => {
    const secret =
      /-----BEGIN [A-Z ]*PRIVATE KEY-----|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|leg_[0-9A-Za-z]{71}/;
    const found = ['src', 'scripts', 'docs', 'docker', 'examples']
      .flatMap(files)
      .filter((path) => secret.test(readFileSync(path, 'utf8')));
    expect(found).toEqual([]);
  });
});

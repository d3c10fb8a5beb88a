import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

function files(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name));
}

describe('8 attacks on what it is built of', () => {
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<
      string,
      {
        version?: string;
        integrity?: string;
        resolved?: string;
        hasInstallScript?: boolean;
        dev?: boolean;
      }
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

  it('145 every version is one and no range, and a release is a week old before it is taken', () => {
    const { dependencies, devDependencies, overrides } = JSON.parse(read('package.json')) as Record<
      'dependencies' | 'devDependencies' | 'overrides',
      Record<string, string>
    >;
    const asked = { ...dependencies, ...devDependencies, ...overrides };
    expect(Object.entries(asked).filter(([, version]) => !EXACT.test(version))).toEqual([]);
    const settings = new Map(
      read('.npmrc')
        .split('\n')
        .map((line) => line.split('=') as [string, string]),
    );
    expect(Number(settings.get('min-release-age'))).toBeGreaterThanOrEqual(7);
    expect(settings.get('save-exact')).toBe('true');
  });

  it('147 the bill of materials names every package of production, with its licence and its content', () => {
    const { components, metadata } = JSON.parse(read('docs/sbom.cdx.json')) as {
      components: {
        name: string;
        version: string;
        licenses: { license: { id: string } }[];
        hashes: { alg: string; content: string }[];
      }[];
      metadata: object;
    };
    const listed = components.map(({ name, version, licenses, hashes }) => {
      expect(licenses.length).toBeGreaterThan(0);
      const hash = Buffer.from(hashes[0]?.content ?? '', 'hex').toString('base64');
      return `${name}@${version} sha512-${hash}`;
    });
    const production = locked.filter(([, one]) => one.dev !== true);
    const shipped = production.map(
      ([path, { version, integrity }]) =>
        `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version} ${integrity}`,
    );
    expect(listed.sort()).toEqual([...new Set(shipped)].sort());
    // Nothing that differs from one time to the next, or tells where packages were fetched.
    expect(JSON.stringify(metadata)).not.toMatch(/timestamp/);
    expect(read('docs/sbom.cdx.json')).not.toMatch(/https?:|serialNumber/);
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

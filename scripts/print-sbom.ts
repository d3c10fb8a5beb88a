import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const FOLDER = 'node_modules/';
const FILE = join(ROOT, 'docs', 'sbom.cdx.json');

/** What npm says of a package; it says more, which differs from one run, machine or npm to the next. */
interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly scope?: string;
  readonly hashes?: readonly object[];
  readonly licenses?: readonly object[];
}

interface Sbom {
  readonly specVersion: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly {
    readonly ref: string;
    readonly dependsOn?: readonly string[];
  }[];
}

/**
 * Writes docs/sbom.cdx.json, the bill of materials (CycloneDX) of what production installs, out of the lock
 * file; with `--check` only says whether it is what the lock file gives. A line for each package, so that a
 * review sees which one is new, changed or gone.
 */
function main(): void {
  const text = sbom();
  if (!process.argv.includes('--check')) {
    writeFileSync(FILE, text);
    console.log(`docs/sbom.cdx.json: ${text.split('\n').length} lines`);
    return;
  }
  if (readFileSync(FILE, 'utf8') === text)
    return console.log('docs/sbom.cdx.json is what the lock file gives');
  console.error(
    'docs/sbom.cdx.json is not what the lock file gives: run `npm run sbom`, look at what changed, and commit it',
  );
  process.exitCode = 1;
}

function sbom(): string {
  // Not `--omit dev`: npm then leaves out whatever a package of development needs too, zod among others.
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const printed = execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e8 });
  const { specVersion, metadata, components, dependencies } = JSON.parse(printed) as Sbom;
  const { name, version } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  ) as Component;
  const root = metadata.component['bom-ref'];
  const shipped = production();
  const isShipped = (ref: string): boolean => ref === root || shipped.has(ref);
  const edges = dependencies.filter(({ ref }) => isShipped(ref));
  const main = { 'bom-ref': root, type: 'application', name, version };
  return [
    '{',
    `  "bomFormat": "CycloneDX",`,
    `  "specVersion": ${JSON.stringify(specVersion)},`,
    `  "version": 1,`,
    `  "metadata": ${JSON.stringify({ component: main })},`,
    `  "components": ${lines(components.filter((one) => isShipped(one['bom-ref'])).map(stable), 'bom-ref')},`,
    `  "dependencies": ${lines(
      edges.map(({ ref, dependsOn = [] }) => ({
        ref,
        dependsOn: dependsOn.filter(isShipped).sort(),
      })),
      'ref',
    )}`,
    '}\n',
  ].join('\n');
}

function stable(component: Component): object {
  const { 'bom-ref': ref, name, version, purl, scope, hashes, licenses } = component;
  const more = scope === 'optional' ? { scope } : {};
  return { 'bom-ref': ref, type: 'library', name, version, ...more, purl, licenses, hashes };
}

/** `name@version` of everything that `npm ci --omit=dev` installs. */
function production(): Set<string> {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { readonly version?: string; readonly dev?: boolean }>;
  };
  const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  return new Set(
    shipped.map(
      ([path, { version }]) => `${path.slice(path.lastIndexOf(FOLDER) + FOLDER.length)}@${version}`,
    ),
  );
}

/** An array, one element a line, in the order of a key. */
function lines(all: readonly object[], key: string): string {
  const keyOf = (one: object): string => (one as Record<string, string>)[key] as string;
  const sorted = [...all].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return `[\n${sorted.map((one) => `    ${JSON.stringify(one)}`).join(',\n')}\n  ]`;
}

main();

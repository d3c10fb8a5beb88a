import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const lock = readJson('package-lock.json') as { packages: Record<string, Locked> };
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
const production = locked.filter(([, entry]) => entry.dev !== true);

/** Versions below which a package has a fault that an attacker can use, or that loses data. */
const MINIMUM_VERSIONS: readonly [name: string, version: string, reason: string][] = [
  ['@apollo/server', '5.5.0', 'denial of service by a request that never ends'],
  ['graphql', '16.8.1', 'a query that takes quadratic time to validate'],
  ['mysql2', '3.9.8', 'code execution and prototype pollution by a server’s answer'],
  ['typeorm', '1.1.0', 'SQL injection'],
  ['class-validator', '0.14.0', 'unknown objects passed validation'],
  ['fastify', '5.3.2', 'validation bypassed by another spelling of Content-Type'],
];

/** Licences that let anybody run and pass on the gateway, with no more than a notice. */
const PERMISSIVE = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  '0BSD',
];

/** Packages of production that run a script when they are installed, and why that is borne. */
const INSTALL_SCRIPTS: Readonly<Record<string, string>> = {
  'node_modules/@apollo/protobufjs': 'prints a version warning; the gateway works without it',
};

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13);

function isAtLeast(version: string, minimum: string): boolean {
  const numbers = (text: string): number[] => text.split(/[.-]/).slice(0, 3).map(Number);
  const [have, need] = [numbers(version), numbers(minimum)];
  for (let at = 0; at < 3; at++) {
    const difference = (have[at] ?? 0) - (need[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return !version.includes('-');
}

/** An SPDX expression of one choice, several choices, or several licences at once. */
function isPermissive(expression: string): boolean {
  const terms = expression.replace(/[()]/g, ' ').trim();
  if (/\sOR\s/.test(terms)) return terms.split(/\s+OR\s+/).some(isPermissive);
  return terms.split(/\s+AND\s+/).every((term) => PERMISSIVE.includes(term.trim()));
}

/** The licence that an installed package states itself; the lock file's word where it is not installed here. */
function licenceOf(path: string, entry: Locked): string {
  const file = join(path, 'package.json');
  if (!existsSync(join(ROOT, file))) return entry.license ?? 'none';
  const { license } = readJson(file) as { license?: string | { type?: string } };
  return (typeof license === 'object' ? license.type : license) ?? 'none';
}

describe('the dependencies', () => {
  it.each(MINIMUM_VERSIONS)(
    '%s is %s or newer, wherever it is installed: before it, %s',
    (name, minimum) => {
      const copies = locked.filter(([path]) => nameOf(path) === name);
      expect(copies.map(([, entry]) => entry.version)).not.toEqual([]);
      expect(copies.filter(([, entry]) => !isAtLeast(entry.version, minimum))).toEqual([]);
    },
  );

  it('of production are under permissive licences', () => {
    expect(production.length).toBeGreaterThan(50);
    const others = production
      .map(([path, entry]) => `${path}: ${licenceOf(path, entry)}`)
      .filter((line) => !isPermissive(line.slice(line.indexOf(': ') + 2)));
    expect(others).toEqual([]);
  });

  it('are locked by their content', () => {
    const loose = locked.filter(([, entry]) => !/^sha512-/.test(entry.integrity ?? ''));
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('come from the configured registry, and from no address of their own', () => {
    const foreign = locked.filter(([, { resolved }]) => resolved?.startsWith('https://') === false);
    expect(foreign.map(([path]) => path)).toEqual([]);
  });

  it('of production run no script when they are installed, but for those listed', () => {
    const scripts = production.filter(([, entry]) => entry.hasInstallScript === true);
    expect(scripts.map(([path]) => path)).toEqual(Object.keys(INSTALL_SCRIPTS));
  });
});

describe('the rules of this test', () => {
  it.each([
    ['5.5.0', '5.5.0', true],
    ['5.10.0', '5.5.0', true],
    ['5.4.9', '5.5.0', false],
    ['4.99.99', '5.0.0', false],
    ['5.5.0-rc.1', '5.5.0', false],
  ])('%s is at least %s: %s', (version, minimum, expected) => {
    expect(isAtLeast(version, minimum)).toBe(expected);
  });

  it.each([
    ['MIT', true],
    ['(MIT AND BSD-3-Clause)', true],
    ['(GPL-3.0 OR MIT)', true],
    ['Elastic-2.0', false],
    ['MIT AND GPL-3.0', false],
    ['none', false],
  ])('%s is permissive: %s', (licence, expected) => expect(isPermissive(licence)).toBe(expected));
});

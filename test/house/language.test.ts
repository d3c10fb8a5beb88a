import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly reason: string;
  /** Files that may hold it. */
  readonly except?: readonly string[];
  /** True where a comment or a document may name it, to warn of it. */
  readonly onlyCode?: boolean;
}

// Put together from parts, so that this file keeps the rules that it checks.
const words = (...parts: readonly string[]): string => parts.join('');

const RULES: readonly Rule[] = [
  {
    name: 'a statement that loses data in silence',
    pattern: new RegExp(
      `\\b(?:INSERT\\s+${words('IGN', 'ORE')}|REPLACE\\s+${words('IN', 'TO')})\\b`,
      'i',
    ),
    reason: 'the one truncates what does not fit, the other deletes what it replaces',
    onlyCode: true,
  },
  {
    name: 'a test that hides others, or itself',
    pattern: new RegExp(
      `\\b(?:it|test|describe)(?:\\.\\w+)*\\.(?:${words('on', 'ly')}|${words('sk', 'ip')}|${words('to', 'do')})\\(`,
    ),
    reason: 'a suite that is green says that everything ran',
  },
  {
    name: 'a note to oneself',
    pattern: new RegExp(`\\b(?:${words('TO', 'DO')}|${words('FIX', 'ME')}|${words('XX', 'X')})\\b`),
    reason: 'what is not done is said in the changelog or the documentation',
  },
  {
    name: 'a path of one machine',
    pattern: /(?<![\w.])\/(?:home|Users|root|work)\/(?!node\b)\w/,
    reason: 'it is nowhere else',
  },
  {
    name: 'the host of a package registry',
    pattern: new RegExp(`\\b${words('regis', 'try')}\\.[a-z-]+\\.(?:org|com|io|dev)\\b`, 'i'),
    reason: 'everyone installs from the registry that is configured',
    except: ['package-lock.json'],
  },
];

const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '' && existsSync(join(ROOT, file)));

/** `file:line` of each line of a text that breaks a rule. */
function offences(rule: Rule, file: string, text: string): string[] {
  if (rule.except?.includes(file)) return [];
  if (rule.onlyCode === true && file.endsWith('.md')) return [];
  return text
    .split('\n')
    .flatMap((line, at) => (breaks(rule, line) ? [`${file}:${at + 1} (${rule.reason})`] : []));
}

function breaks(rule: Rule, line: string): boolean {
  const isComment = /^\s*(?:\/\/|\/?\*)/.test(line);
  return rule.pattern.test(line) && !(rule.onlyCode === true && isComment);
}

describe('the files of the project', () => {
  const texts = files
    .map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'));

  it.each(RULES)('hold nowhere $name', (rule) => {
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.flatMap(({ file, text }) => offences(rule, file, text))).toEqual([]);
  });
});

describe('the rules of this test', () => {
  it.each([
    words('insert  ign', 'ore into event values (1)'),
    words('describe.on', 'ly("a", f)'),
    words('test.concurrent.sk', 'ip("a", f)'),
    words('// TO', 'DO: later'),
    words('/ho', 'me/ada/project'),
    words('https://regis', 'try.example.org/a.tgz'),
  ])('would find %j', (line) => {
    expect(RULES.filter((rule) => offences(rule, 'a.ts', line).length > 0)).toHaveLength(1);
  });

  it.each([
    'INSERT INTO event',
    words(' * Never INSERT IGN', 'ORE.'),
    'describe.each(rows)("a", f)',
    'framework/lib',
    '/home/node/app',
  ])('would let %j pass', (line) =>
    expect(RULES.flatMap((rule) => offences(rule, 'a.ts', line))).toEqual([]),
  );
});

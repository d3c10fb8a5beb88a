import { readdirSync } from 'node:fs';
import { IMPORT_TABLE, PACKAGE_TABLE } from './import-table';
import {
  importsOf,
  moduleOf,
  SOURCE_ROOT,
  sourceImports,
  type SourceImport,
} from './source-imports';

const imports = sourceImports();

/** Why an import may not be, or null. */
function offence({ file, target, isPackage }: SourceImport): string | null {
  const from = moduleOf(file);
  if (isPackage) {
    const row = PACKAGE_TABLE.find(
      (r) =>
        target === r.package ||
        target.startsWith(r.package.endsWith('/') ? r.package : `${r.package}/`),
    );
    if (!row || row.mayBeImportedBy.includes(from)) return null;
    return `src/${file} imports ${target}: ${row.reason}`;
  }
  if (target.startsWith('../')) return `src/${file} imports ${target}: nothing outside src/ ships`;
  const to = moduleOf(target);
  const row = IMPORT_TABLE.find((r) => r.module === from);
  if (!row) return `src/${file}: ${from} has no row in the import table`;
  if (to === from || row.mayImport.includes(to) || row.mayImport.includes('*')) return null;
  return `src/${file} imports ${target}, and ${from} may import ${row.mayImport.join(', ') || 'nothing'}: ${row.reason}`;
}

/** Circles of files that import each other, each as a path; one for each way back that is found. */
function circles(all: readonly SourceImport[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { file, target, isPackage } of all) {
    const from = file.replace(/\.ts$/, '');
    if (!isPackage) targets.set(from, [...(targets.get(from) ?? []), target]);
  }
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start !== -1) found.push([...path.slice(start), file].join(' → '));
    if (start !== -1 || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return found;
}

describe('the import table', () => {
  it('is kept by every source file', () => {
    expect(imports.length).toBeGreaterThan(50);
    expect(imports.map(offence).filter((line) => line !== null)).toEqual([]);
  });

  it('has one row for each module of src/, with a reason', () => {
    const modules = IMPORT_TABLE.map((row) => row.module);
    expect(new Set(modules).size).toBe(modules.length);
    const files = readdirSync(SOURCE_ROOT).filter((file) => !file.endsWith('.test.ts'));
    expect(modules).toEqual(expect.arrayContaining(files.map(moduleOf)));
    for (const row of [...IMPORT_TABLE, ...PACKAGE_TABLE]) expect(row.reason).not.toBe('');
  });

  it.each([
    ['kernel/a.ts', "import { b } from '../events/b';"],
    ['caliper/deep/a.ts', "import type { B } from '../../storage/b';"],
    ['hub/a.ts', "export { b } from '../http/b';"],
    ['events/a.ts', "const b = await import('../app');"],
    ['http/a.ts', "import { b } from '../../test/kit/b';"],
    ['directory/a.ts', "import { createPool } from 'mysql2/promise';"],
    ['nowhere/a.ts', "import { b } from '../kernel/b';"],
  ])('refuses in %s: %s', (file, text) => {
    expect(importsOf(file, text).map(offence)).toEqual([expect.stringContaining(`src/${file}`)]);
  });

  it.each([
    ['kernel/a.ts', "import { b } from './b';"],
    ['events/a.ts', "import { b } from '../directory/b';"],
    ['app.ts', "import { b } from './http/b';"],
    ['storage/a.ts', "import { createPool } from 'mysql2/promise';"],
  ])('allows in %s: %s', (file, text) => {
    expect(importsOf(file, text).map(offence)).toEqual([null]);
  });
});

describe('the source files', () => {
  it('import each other in no circle', () => expect(circles(imports)).toEqual([]));

  it('would be caught in one', () => {
    const circle = [
      ...importsOf('kernel/a.ts', "import { b } from './b';"),
      ...importsOf('kernel/b.ts', "import type { C } from './c';"),
      ...importsOf('kernel/c.ts', "import { a } from './a';"),
    ];
    expect(circles(circle)).toEqual(['kernel/a → kernel/b → kernel/c → kernel/a']);
  });
});

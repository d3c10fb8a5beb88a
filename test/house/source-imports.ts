import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import ts from 'typescript';

/** The folder that the import table is about. */
export const SOURCE_ROOT = join(__dirname, '..', '..', 'src');

/** One import of one file. */
export interface SourceImport {
  /** The importing file below src/, with slashes: `hub/hub-event.ts`. */
  readonly file: string;
  /** The imported file below src/ without its extension (`../` where it is outside), or the package. */
  readonly target: string;
  readonly isPackage: boolean;
}

/** Every import of every source file below `root` that is no test; `import type`, `export from` and `import()` too. */
export function sourceImports(root: string = SOURCE_ROOT): SourceImport[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .flatMap((path) =>
      importsOf(path.split(sep).join('/'), readFileSync(join(root, path), 'utf8')),
    );
}

/** The imports of one file's text. */
export function importsOf(file: string, text: string): SourceImport[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => {
    const isPackage = !fileName.startsWith('.');
    const target = isPackage ? fileName : posix.normalize(posix.join(dirname(file), fileName));
    return { file, target, isPackage };
  });
}

/** The module of a path below src/: its first folder, or the file itself at the root. */
export function moduleOf(path: string): string {
  return (path.split('/')[0] as string).replace(/\.ts$/, '');
}

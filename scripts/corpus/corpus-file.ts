import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** One file to ingest. */
export interface CorpusFile {
  /** Path from the corpus' root, with slashes. */
  readonly path: string;
  /** The folder of that path; `.` for the root itself. */
  readonly folder: string;
  /** The file's text, read as UTF-8. */
  readonly text: string;
}

/**
 * Every *.json below a folder, in the order of their paths.
 * @throws Error when the folder is none, or holds no such file.
 */
export function corpusFiles(root: string): CorpusFile[] {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`a folder was required; ${root} is none`);
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json') && statSync(join(root, path)).isFile())
    .sort();
  if (paths.length === 0) throw new Error(`*.json was required in ${root}; there is none`);
  return paths.map((path) => {
    const slashed = relative('.', path).split(sep).join('/');
    return {
      path: slashed,
      folder: slashed.includes('/') ? slashed.slice(0, slashed.lastIndexOf('/')) : '.',
      text: readFileSync(join(root, path), 'utf8'),
    };
  });
}

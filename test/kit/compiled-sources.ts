import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformFile } from '@swc/core';

/** What a test starts as a process of its own. */
export type Program =
  'src/main.ts' | 'src/cli/leg.ts' | 'src/cli/leg-program.ts' | 'test/kit/time-zone-probe.ts';

/** The sources as JavaScript, in a folder that goes with the run. */
export interface CompiledSources {
  remove(): void;
}

const ROOT = join(__dirname, '..', '..');
const FOLDERS = ['src', 'test/kit'];
const VARIABLE = 'GATEWAY_TEST_PROGRAMS';

/**
 * Compiles src/ once for the run, as .swcrc says: a process that compiles what it loads by itself takes half
 * as long again to start, and the suite starts more than a hundred.
 */
export async function compileSources(): Promise<CompiledSources> {
  const folder = mkdtempSync(join(tmpdir(), 'leg-programs-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await Promise.all(FOLDERS.map((name) => compileFolder(name, folder)));
  } catch (error) {
    remove();
    throw error;
  }
  process.env[VARIABLE] = folder;
  return { remove };
}

/** The path of a program that this run has compiled. @param source its path from the root of the project. */
export function compiledProgram(source: Program): string {
  const folder = process.env[VARIABLE];
  if (folder === undefined) throw new Error('Jest’s global set-up was required; it has not run');
  return join(folder, source.replace(/\.ts$/, '.js'));
}

async function compileFolder(name: string, into: string): Promise<void> {
  const files = await readdir(join(ROOT, name), { recursive: true });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  await Promise.all(
    sources.map(async (file) => {
      const { code } = await transformFile(join(ROOT, name, file), { sourceMaps: false });
      const target = join(into, name, file.replace(/\.ts$/, '.js'));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, code);
    }),
  );
}

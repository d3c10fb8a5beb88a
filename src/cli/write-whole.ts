import { open, rename } from 'node:fs/promises';

/** Replaces a file at once: whoever reads it finds the old text or the new one, whole. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const next = `${path}.new`;
  const file = await open(next, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, path);
}

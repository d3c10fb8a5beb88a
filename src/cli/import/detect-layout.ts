import type { Layout } from './piece';

/**
 * How a text holds its values, by its beginning. LINES where a line is a whole value, also when another is
 * broken; VALUES where values go over several lines, and where the whole text is an array or an object with
 * line breaks in it.
 * @param beginning up to a million characters or so.
 */
export function detectLayout(beginning: string): Layout {
  const lines = beginning.replace(/^\ufeff/, '').split('\n');
  let before = '';
  for (const [at, line] of lines.entries()) {
    const text = line.trim();
    if (text === '') continue;
    // Elements of an array may stand one on a line too; a comma or a bracket before them tells.
    if (!/[,[{:]$/.test(before) && isValue(text)) return 'LINES';
    if (before === '' && at === lines.length - 1) return 'LINES';
    if (before === '' && !/^[[{]/.test(text)) return 'LINES';
    before = text;
  }
  return 'VALUES';
}

function isValue(line: string): boolean {
  if (!/^[[{]/.test(line)) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

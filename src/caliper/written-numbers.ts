import { pointerToken } from '../kernel/json';
import type { WrittenNumbers } from './conformance-scope';

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** How many numbers are remembered of one body: beyond, they are taken as JSON.parse gives them. */
const MOST = 100_000;

interface Level {
  /** The place in an array; -1 in an object. */
  at: number;
  /** The key whose value comes next, as JSON text. */
  key: string;
}

/**
 * The texts of the numbers that are values of the properties `names`, by JSON pointer. One pass, no
 * recursion.
 * @param text JSON that JSON.parse takes.
 */
export function writtenNumbers(text: string, names: ReadonlySet<string>): WrittenNumbers {
  const found = new Map<string, string>();
  const levels: Level[] = [];
  let keyNext = false;
  for (let at = 0; at < text.length && found.size < MOST;) {
    const char = text[at] as string;
    const level = levels.at(-1);
    if (char === '"') {
      const end = stringEnd(text, at);
      if (keyNext && level) level.key = text.slice(at, end);
      at = end;
      continue;
    }
    if (char === '-' || (char >= '0' && char <= '9')) {
      NUMBER.lastIndex = at;
      const [lexeme] = NUMBER.exec(text) as unknown as [string];
      if (level?.at === -1 && names.has(level.key.slice(1, -1))) found.set(pointer(levels), lexeme);
      at += lexeme.length;
      continue;
    }
    if (char === '{' || char === '[') levels.push({ at: char === '[' ? 0 : -1, key: '' });
    else if (char === '}' || char === ']') levels.pop();
    else if (char === ',' && level && level.at >= 0) level.at += 1;
    if (char === '{' || char === ',') keyNext = levels.at(-1)?.at === -1;
    else if (char === ':') keyNext = false;
    at += 1;
  }
  return found;
}

function pointer(levels: readonly Level[]): string {
  return levels
    .map(({ at, key }) => `/${at >= 0 ? at : pointerToken(JSON.parse(key) as string)}`)
    .join('');
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return at + 1;
}

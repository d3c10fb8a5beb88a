import { pointerToken } from '../kernel/json';
import { scanJson, stringEnd } from './json-scan';
import { MARKER } from './marker';

/** More than one event has room for; of a body in quarantine the first ones. */
const MOST = 1000;

/**
 * The places of a text where something was removed: JSON pointers (RFC 6901), at most 1,000, in the order of the
 * text; an empty one is all of it. For text that is not JSON, whether there are any: one empty pointer.
 */
export function redactionsIn(text: string): string[] {
  if (!text.includes(MARKER)) return [];
  const found: string[] = [];
  try {
    JSON.parse(text);
  } catch {
    return [''];
  }
  scanJson(text, (path, start) => {
    if (text[start] !== '"') return start;
    const end = stringEnd(text, start);
    if (found.length < MOST && text.slice(start, end).includes(MARKER)) {
      found.push(path.map((step) => `/${pointerToken(step)}`).join(''));
    }
    return end;
  });
  return found;
}

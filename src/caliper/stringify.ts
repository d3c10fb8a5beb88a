import { isObject, type Json } from '../kernel/json';

/** One level that is being written: what is left of it, and what closes it. */
interface Level {
  readonly entries: Iterator<readonly [prefix: string, value: Json]>;
  readonly close: string;
  first: boolean;
}

/** JSON.stringify that also takes what nests too deep for it (about 5,000 levels). */
export function stringify(value: Json): string {
  try {
    return JSON.stringify(value);
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure;
    return stringifyDeep(value);
  }
}

function stringifyDeep(root: Json): string {
  const written: string[] = [];
  const levels: Level[] = [];
  const write = (value: Json) => {
    if (Array.isArray(value)) {
      written.push('[');
      levels.push({ entries: elements(value), close: ']', first: true });
    } else if (isObject(value)) {
      written.push('{');
      levels.push({ entries: members(value), close: '}', first: true });
    } else written.push(JSON.stringify(value));
  };
  write(root);
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const next = level.entries.next();
    if (next.done) {
      written.push(level.close);
      levels.pop();
      continue;
    }
    const [prefix, value] = next.value;
    written.push(level.first ? prefix : `,${prefix}`);
    level.first = false;
    write(value);
  }
  return written.join('');
}

function* elements(values: readonly Json[]): Generator<readonly [string, Json]> {
  for (const value of values) yield ['', value];
}

function* members(value: { [key: string]: Json }): Generator<readonly [string, Json]> {
  for (const key of Object.keys(value)) yield [`${JSON.stringify(key)}:`, value[key] as Json];
}

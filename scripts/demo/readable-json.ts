const WIDTH = 100;

/**
 * JSON for people: what fits in a line of 100 columns stands in one line, and the rest is indented.
 * @param indent columns before the first line's text.
 */
export function readableJson(value: unknown, indent = 0): string {
  const line = oneLine(value);
  if (typeof value !== 'object' || value === null || indent + line.length <= WIDTH) return line;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const inner = ' '.repeat(indent + 2);
  const parts = Array.isArray(value)
    ? value.map((item) => readableJson(item, indent + 2))
    : Object.entries(value).map(
        ([key, item]) => `${JSON.stringify(key)}: ${readableJson(item, indent + 2)}`,
      );
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${' '.repeat(indent)}${close}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`,
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

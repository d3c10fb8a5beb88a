/**
 * Where what begins at `start` ends: at the first thing that `end` finds, or with the text. Costs no stack, however
 * long it is. @param end with the flag `g`.
 */
export function endOf(text: string, start: number, end: RegExp): number {
  end.lastIndex = start;
  return end.exec(text)?.index ?? text.length;
}

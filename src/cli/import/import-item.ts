import { type CaliperItem, readBodyText, readItemText } from '../../caliper/body';
import { readBodyBytes } from '../../caliper/body-bytes';
import { cutArray, cutMemberArray, cutValue, type Span } from '../../caliper/json-cutter';
import { type HubItem, readHubText } from '../../events/prepare-hub';
import { isObject, type Json, type JsonObject } from '../../kernel/json';
import { error, type Problem } from '../../kernel/problem';
import { utf8Text } from '../../kernel/utf8';
import type { Piece } from './piece';

/** What the files hold, where the sender says so. */
export type ImportFormat = 'hub' | 'caliper';

/** One thing to take in, and where in the file it stands. */
export type ImportItem = {
  /** From 1. */
  readonly line: number;
  /** JSON pointer within the value that stands there. */
  readonly path: string;
} & (
  | { readonly kind: 'CALIPER'; readonly item: CaliperItem }
  | { readonly kind: 'HUB'; readonly item: HubItem }
  /** Nothing of it can be kept; the file has it. */
  | { readonly kind: 'LEFT_OUT'; readonly problem: Problem }
);

/** What is known of a file beside its pieces. */
export interface FileFacts {
  /** As messages call it. */
  readonly name: string;
  /** Null: to be told from each value. */
  readonly format: ImportFormat | null;
  readonly maxBytes: number;
  /** Members and elements of one item. */
  readonly maxValues: number;
}

/** A word of hub events that no Caliper event has as a key, in either spelling. */
const HUB_WORD = /[pP]ublisher(?:ProgramId|SystemId|EventId|ParticipantId)/;

/** What a piece of a file holds, each event with its own text. Pure; what cannot be read is an item too. */
export function itemsOf(piece: Piece, file: FileFacts): ImportItem[] {
  const { bytes, line, kind } = piece;
  if (kind === 'TOO_LARGE') return [leftOut(piece, tooLarge(file))];
  if (bytes.length === 0) return [leftOut(piece, cutOff(piece, file))];
  const text = utf8Text(bytes);
  if (text === null) return caliper(piece, file, readBodyBytes(bytes));
  const limits = { maxItems: Number.MAX_SAFE_INTEGER, maxValues: file.maxValues };
  const isHub = file.format === 'hub' || (file.format === null && HUB_WORD.test(text));
  if (isHub) {
    return hubTexts(text, file.format === 'hub').flatMap(({ path, of, isEvent }) =>
      isEvent
        ? [{ kind: 'HUB', line, path, item: told(readHubText(of), line, file) } as const]
        : caliper(piece, file, readBodyText(of, limits)),
    );
  }
  return caliper(
    piece,
    file,
    piece.head === null
      ? readBodyText(text, limits)
      : [readItemText(text, piece.head as JsonObject, limits)],
  );
}

function caliper({ line }: Piece, file: FileFacts, items: readonly CaliperItem[]): ImportItem[] {
  return items.map((item) => ({
    kind: 'CALIPER',
    line,
    path: item.path,
    item: item.kind === 'UNREADABLE' ? told(item, line, file) : item,
  }));
}

/** The texts of the events of a value: itself, its elements, or those of its `events`. */
function hubTexts(
  text: string,
  surely: boolean,
): { readonly path: string; readonly of: string; readonly isEvent: boolean }[] {
  const isEvent = (value: Json): boolean =>
    surely || (isObject(value) && HUB_WORD.test(Object.keys(value).join(' ')));
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return [{ path: '', of: text, isEvent: true }];
  }
  const whole = cutValue(text);
  const cut = (values: readonly Json[], spans: readonly Span[], path: string) =>
    values.map((one, at) => {
      const { start, end } = spans[at] as Span;
      return { path: `${path}/${at}`, of: text.slice(start, end), isEvent: isEvent(one) };
    });
  if (Array.isArray(value)) return cut(value, cutArray(text, whole.start), '');
  if (isObject(value) && Array.isArray(value.events)) {
    const spans = cutMemberArray(text, whole.start, 'events');
    if (spans) return cut(value.events, spans, '/events');
  }
  return [{ path: '', of: text, isEvent: isEvent(value) }];
}

/** Problems of a text that is no JSON say where in the file it stands. */
function told<T extends CaliperItem | HubItem>(item: T, line: number, { name }: FileFacts): T {
  if (item.kind !== 'UNREADABLE') return item;
  const problems = item.problems.map((problem) => ({
    ...problem,
    message: `line ${line} of ${name}: ${problem.message}`,
  }));
  return { ...item, problems };
}

function leftOut({ line }: Piece, problem: Problem): ImportItem {
  return { kind: 'LEFT_OUT', line, path: '', problem };
}

function tooLarge({ name, maxBytes }: FileFacts): Problem {
  const required = `at most ${maxBytes} bytes`;
  return error('PAYLOAD_TOO_LARGE', '', `a value of ${name} must have ${required}; it has more`, {
    required,
  });
}

function cutOff({ after }: Piece, { name }: FileFacts): Problem {
  const what = after.layout === 'LINES' ? 'line' : 'text';
  return error('CUT_OFF', '', `a ${what} of ${name} ends inside an array or object`);
}

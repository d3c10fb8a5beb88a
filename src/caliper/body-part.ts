import type { Json } from '../kernel/json';
import { cutArray, cutMemberArray, cutValue, type Span, valueStart } from './json-cutter';
import { stringify } from './stringify';

/** A value of a body, and its raw text, cut out only when asked for. */
export interface BodyPart {
  readonly value: Json;
  text(): string;
  /** The parts of an array. */
  parts(values: readonly Json[]): BodyPart[];
  /** The parts of the array that an object holds under a key; null where it has that key twice. */
  memberParts(values: readonly Json[], key: string): BodyPart[] | null;
}

/** A part of a body that came parsed: its text is written anew. */
export function parsedPart(value: Json): BodyPart {
  return {
    value,
    text: () => stringify(value),
    parts: (values) => values.map(parsedPart),
    memberParts: (values) => values.map(parsedPart),
  };
}

/** A part of a body that came as text: its text is a slice of that, byte for byte. */
export function textPart(value: Json, text: string, span?: Span): BodyPart {
  // The end of the whole body is looked for when it is asked for: most bodies are envelopes, cut once.
  const start = span?.start ?? valueStart(text);
  return {
    value,
    text: () => text.slice(start, (span ?? cutValue(text)).end),
    parts: (values) => partsAt(values, text, cutArray(text, start)),
    memberParts: (values, key) => {
      const spans = cutMemberArray(text, start, key);
      return spans && partsAt(values, text, spans);
    },
  };
}

function partsAt(values: readonly Json[], text: string, spans: readonly Span[]): BodyPart[] {
  return values.map((item, at) => textPart(item, text, spans[at]));
}

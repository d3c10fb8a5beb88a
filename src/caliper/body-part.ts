import type { Json } from '../kernel/json';
import { cutArray, cutMemberArray, cutValue, type Span } from './json-cutter';
import { stringify } from './stringify';

/** A value of a body, and its raw text, cut out only when asked for. */
export interface BodyPart {
  readonly value: Json;
  text(): string;
  /** The parts of an array; with a key, of the array that an object holds under it. */
  parts(values: readonly Json[], key?: string): BodyPart[];
}

/** A part of a body that came parsed: its text is written anew. */
export function parsedPart(value: Json): BodyPart {
  return {
    value,
    text: () => stringify(value),
    parts: (values) => values.map(parsedPart),
  };
}

/** A part of a body that came as text: its text is a slice of that, byte for byte. */
export function textPart(value: Json, text: string, span: Span = cutValue(text)): BodyPart {
  return {
    value,
    text: () => text.slice(span.start, span.end),
    parts: (values, key) => {
      const spans =
        key === undefined ? cutArray(text, span.start) : cutMemberArray(text, span.start, key);
      return values.map((item, at) => textPart(item, text, spans[at]));
    },
  };
}

import { cutArray, cutValue } from '../caliper/json-cutter';
import { readJsonText } from '../caliper/json-text';
import { CodedError } from '../kernel/coded-error';
import { utf8Text } from '../kernel/utf8';

/** One event of a body: what it says, and the text it came as, without the white space around it. */
export interface HubText {
  readonly value: unknown;
  readonly text: string;
}

/** A body of hub events: one, or an array of them. */
export interface HubBody {
  readonly isBatch: boolean;
  readonly events: readonly HubText[];
}

/**
 * Reads a body of hub events, each with its own text.
 * @throws CodedError INVALID_ENCODING, MALFORMED_JSON with the place, BAD_USER_INPUT for an empty array.
 */
export function readHubBody(bytes: Buffer): HubBody {
  const read = utf8Text(bytes);
  if (read === null) {
    throw new CodedError('INVALID_ENCODING', 'the body must be UTF-8; other bytes came');
  }
  const text = read.replace(/^\ufeff/, '');
  const value = parsed(text);
  const span = cutValue(text);
  if (!Array.isArray(value)) {
    return { isBatch: false, events: [{ value, text: text.slice(span.start, span.end) }] };
  }
  if (value.length === 0) {
    const required = 'an event, or an array of one or more';
    const came = 'an empty array';
    const message = `the body must be ${required}; ${came} came`;
    throw new CodedError('BAD_USER_INPUT', message, { path: '', required, came });
  }
  const spans = cutArray(text, span.start);
  const events = spans.map(({ start, end }, at): HubText => {
    return { value: value[at] as unknown, text: text.slice(start, end) };
  });
  return { isBatch: true, events };
}

function parsed(text: string): unknown {
  const { value, problems } = readJsonText(text);
  const [problem] = problems;
  if (!problem) return value;
  const { code, message, severity: _always, ...place } = problem;
  throw new CodedError(code, message, place);
}

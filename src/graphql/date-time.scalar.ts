import { GraphQLScalarType, Kind } from 'graphql';
import { CodedError } from '../kernel/coded-error';
import { shown } from '../kernel/problem';
import { readTimestamp, type SqlTime, toIso } from '../kernel/timestamp';

/** Instants: ISO 8601 in UTC with milliseconds on the way out; with any offset on the way in. Stored and carried as SqlTime. */
export const DateTime = new GraphQLScalarType<SqlTime, string>({
  name: 'DateTime',
  description:
    'An instant, ISO 8601. Answers are in UTC with milliseconds: `2026-01-14T20:54:42.802Z`. Arguments need a zone (`Z` or an offset) and are cut to milliseconds; years 1000 to 9999.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => toIso(value as SqlTime),
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(node.kind === Kind.STRING ? node.value : node.kind),
});

function readInstant(value: unknown): SqlTime {
  const read = typeof value === 'string' ? readTimestamp(value) : null;
  if (!read?.zoned) {
    throw new CodedError(
      'BAD_USER_INPUT',
      `a DateTime must be ISO 8601 with a zone, like 2026-01-14T20:54:42.802Z; ${shown(value)} came`,
    );
  }
  return read.time;
}

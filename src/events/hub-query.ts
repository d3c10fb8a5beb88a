import { CodedError } from '../kernel/coded-error';
import { MAX_PAGE } from '../kernel/page';
import { shown } from '../kernel/problem';
import { readTimestamp } from '../kernel/timestamp';
import type { EventListArguments } from './event-list.service';
import { EventOrder } from './event-order';

/** What a reader of hub events asks for, as texts. */
export interface HubQuery {
  /** Of these programs, at most 100; of every program when there are none. */
  readonly programIds: readonly string[];
  /** Received at this instant or later: ISO 8601 with a zone. */
  readonly since: string | null;
  /** Events of a page, 1 to 500; 100 when not said. */
  readonly limit: string | null;
  /** The place to go on from: a cursor that an earlier page gave. */
  readonly after: string | null;
}

const DEFAULT_LIMIT = '100';
const MOST_PROGRAMS = 100;

/** The page of the feed that a query asks for. @throws CodedError BAD_USER_INPUT with the parameter's name as path. */
export function readHubQuery({ programIds, since, limit, after }: HubQuery): EventListArguments {
  const size = /^\d{1,3}$/.test(limit ?? DEFAULT_LIMIT) ? Number(limit ?? DEFAULT_LIMIT) : 0;
  if (size < 1 || size > MAX_PAGE) {
    throw invalid('limit', `a whole number from 1 to ${MAX_PAGE}`, shown(limit));
  }
  const from = since === null ? null : readTimestamp(since);
  if (since !== null && !from?.zoned) {
    throw invalid('since', 'an instant like 2026-03-02T09:30:00.000Z', shown(since));
  }
  if (programIds.length > MOST_PROGRAMS) {
    throw invalid('programId', `given at most ${MOST_PROGRAMS} times`, String(programIds.length));
  }
  return {
    filter: {
      sources: ['HUB'],
      programIds: programIds.length > 0 ? programIds : null,
      receivedFrom: from?.time ?? null,
    },
    orderBy: EventOrder.RECEIVED_ASC,
    first: size,
    after,
  };
}

function invalid(path: string, required: string, came: string): CodedError {
  const message = `${path} must be ${required}; ${came} came`;
  return new CodedError('BAD_USER_INPUT', message, { path, required, came });
}

import { isObject, type Json, type JsonObject } from '../kernel/json';
import { readTimestamp, type SqlTime } from '../kernel/timestamp';
import { type CaliperEntity, entityView } from './entity';
import { nodeId, nodeType, textOf } from './node';

/** One go at an assignable (Caliper 1.2 section 3.3, Attempt). */
export interface AttemptView {
  readonly id: string | null;
  /** Which go it is, from 1. */
  readonly count: number | null;
  readonly startedAt: SqlTime | null;
  readonly endedAt: SqlTime | null;
  /** ISO 8601 duration, as it came. */
  readonly duration: string | null;
  readonly assignee: CaliperEntity | null;
  readonly assignable: CaliperEntity | null;
}

/** What was given for an attempt: 1.1's Score, or the Result of 1.0 and 1.2. */
export interface ScoreView {
  readonly scoreGiven: number | null;
  readonly maxScore: number | null;
  readonly scoredBy: CaliperEntity | null;
  readonly comment: string | null;
  readonly attempt: AttemptView | null;
}

/** The attempt of an event: generated or object, or the attempt of a score, result or response in them. */
export function attemptView(event: JsonObject): AttemptView | null {
  const places = [event.generated, event.object];
  const direct = places.find((place) => hasType(place, 'Attempt'));
  const within = places.flatMap((place) => (isObject(place) ? [place.attempt] : []));
  return attemptOf(direct ?? within.find((attempt) => nodeId(attempt) !== null));
}

/** The score or result of an event: generated, or its object. */
export function scoreView(event: JsonObject): ScoreView | null {
  const score = [event.generated, event.object].find(
    (place) => hasType(place, 'Score') || hasType(place, 'Result'),
  );
  if (!isObject(score)) return null;
  return {
    scoreGiven: scoreGiven(score),
    maxScore: numberOf(score, 'maxScore') ?? numberOf(score, 'maxResultScore'),
    scoredBy: entityView(score.scoredBy),
    comment: textOf(score, 'comment'),
    attempt: attemptOf(score.attempt) ?? attemptView({ ...event, generated: null }),
  };
}

/**
 * 1.0's totalScore is normalScore with extra credit and penalty. Blackboard leaves it at zero beside a
 * normalScore: then that is the score.
 */
function scoreGiven(score: JsonObject): number | null {
  const given = numberOf(score, 'scoreGiven') ?? numberOf(score, 'resultScore');
  if (given !== null) return given;
  const total = numberOf(score, 'totalScore');
  const normal = numberOf(score, 'normalScore');
  const unset = total === 0 && !numberOf(score, 'penaltyScore');
  return unset ? (normal ?? total) : (total ?? normal);
}

function attemptOf(value: Json | undefined): AttemptView | null {
  const id = nodeId(value);
  if (!isObject(value)) return id === null ? null : { ...NOTHING, id };
  return {
    id,
    count: numberOf(value, 'count'),
    startedAt: timeOf(value, 'startedAtTime'),
    endedAt: timeOf(value, 'endedAtTime'),
    duration: textOf(value, 'duration'),
    assignee: entityView(value.assignee ?? value.actor),
    assignable: entityView(value.assignable),
  };
}

const NOTHING: AttemptView = {
  id: null,
  count: null,
  startedAt: null,
  endedAt: null,
  duration: null,
  assignee: null,
  assignable: null,
};

function hasType(value: Json | undefined, term: string): boolean {
  return isObject(value) && nodeType(value)?.term === term;
}

function numberOf(node: JsonObject, key: string): number | null {
  const value = node[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function timeOf(node: JsonObject, key: string): SqlTime | null {
  const text = textOf(node, key);
  return text === null ? null : (readTimestamp(text)?.time ?? null);
}

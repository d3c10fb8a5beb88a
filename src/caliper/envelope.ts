import { type Json, type JsonObject } from '../kernel/json';
import { MAX_IDENTIFIER } from '../kernel/roster';
import { error, type Problem, shown } from '../kernel/problem';
import { dataVersionDialect } from './dialect';
import { isStorable, nodeTypeIri } from './node';
import { typeTerm } from './term';

/** What an envelope says about all of its items; all null where an item came without one. */
export interface CaliperEnvelope {
  /** Who sent it: an IRI, or (Blackboard) a bare UUID. */
  readonly sensor: string | null;
  /** When it was sent, as it came: never a reason to refuse. */
  readonly sendTime: string | null;
  /** The context IRI of the dialect; 1.0 has none. */
  readonly dataVersion: string | null;
}

/** What an item has that came without an envelope. */
export const NO_ENVELOPE: CaliperEnvelope = { sensor: null, sendTime: null, dataVersion: null };

/** True for what happened, false for what is: an event has a time, or an action and an actor. */
export function looksLikeEvent(value: JsonObject): boolean {
  if (present(value.eventTime) || (present(value.action) && present(value.actor))) return true;
  const type = nodeTypeIri(value);
  return type !== null && typeTerm(type).term.endsWith('Event');
}

/** True for `{sensor, sendTime, dataVersion, data}`, also where some of it is missing or wrong. */
export function looksLikeEnvelope(value: JsonObject): boolean {
  if (looksLikeEvent(value)) return false;
  if (Array.isArray(value.data)) return true;
  if (nodeTypeIri(value) !== null) return false;
  return 'data' in value || 'sensor' in value || 'sendTime' in value;
}

/** The envelope's own words, each null where it is missing or no text. */
export function envelopeOf(value: JsonObject): CaliperEnvelope {
  const { sensor, sendTime, dataVersion } = value;
  return { sensor: text(sensor), sendTime: text(sendTime), dataVersion: text(dataVersion) };
}

/**
 * Why an envelope cannot be taken (Caliper 1.2 section 3.1): no sensor, no data, an unknown
 * dataVersion. An absent dataVersion is 1.0; a missing or early sendTime is no reason.
 */
export function envelopeProblems(value: JsonObject, path: string): Problem[] {
  const problems: Problem[] = [];
  const { sensor, data, dataVersion } = value;
  const sound = typeof sensor === 'string' && sensor !== '' && isStorable(sensor);
  if (!sound || sensor.length > MAX_IDENTIFIER) {
    const required = `text of 1 to ${MAX_IDENTIFIER} characters`;
    problems.push(invalid(`${path}/sensor`, 'sensor', required, shown(sensor ?? 'nothing')));
  }
  if (!Array.isArray(data) || data.length === 0) {
    const came = Array.isArray(data) ? 'an empty array' : shown(data ?? 'nothing');
    problems.push(invalid(`${path}/data`, 'data', 'an array of one or more events', came));
  }
  if (present(dataVersion) && !isKnown(dataVersion)) problems.push(unknown(path, dataVersion));
  return problems;
}

/** A body, or a part of it, that is no envelope and no event. */
export function invalid(path: string, what: string, required: string, came: string): Problem {
  const message = `${what} must be ${required}; ${came} came`;
  return error('INVALID_ENVELOPE', path, message, { required, came });
}

function unknown(path: string, dataVersion: Json): Problem {
  const required = 'http://purl.imsglobal.org/ctx/caliper/v1p1 or v1p2, or nothing in 1.0';
  const came = shown(dataVersion);
  const message = `dataVersion must be ${required}; ${came} came`;
  return error('UNKNOWN_DATA_VERSION', `${path}/dataVersion`, message, { required, came });
}

function isKnown(dataVersion: Json): boolean {
  return typeof dataVersion === 'string' && dataVersionDialect(dataVersion) !== null;
}

function present(value: Json | undefined): value is Json {
  return value !== undefined && value !== null;
}

function text(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

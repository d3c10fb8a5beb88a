import { isObject, type JsonObject } from '../kernel/json';
import { dataVersionDialect, dialectOf } from './dialect';
import { NO_ENVELOPE } from './envelope';
import { isIri } from './iri-check';
import type { IssueList } from './issue-list';
import { Spot } from './spot';
import { checkUnknownProperty } from './unknown-property';
import { checkDateTime } from './value-checks';
import { CONTEXTS } from './vocabulary/contexts';

const PROPERTIES: ReadonlySet<string> = new Set(['sensor', 'sendTime', 'dataVersion', 'data']);
const SENSOR = 'an IRI that names the sensor';
const DATA = 'an array of events and described entities';
const DATA_VERSIONS = [...CONTEXTS.keys()].slice(1).join(' or ');

/** Checks what an envelope says about its items (Caliper 1.2 section 3.1; 1.0 has no dataVersion). */
export function checkEnvelope(envelope: JsonObject, path: string, issues: IssueList): void {
  const lenient = is1_0(envelope);
  const scope = { dialect: 'V1P2', extended: false, numbers: null, envelope: NO_ENVELOPE } as const;
  const spot = new Spot(path, 'an envelope', { ...scope, lenient, issues });
  const { sensor = null, sendTime = null, data = null } = envelope;
  if (sensor === null) at('sensor', spot).demanded(envelope.sensor);
  else if (typeof sensor !== 'string') at('sensor', spot).wrong('NOT_A_STRING', SENSOR, sensor);
  else if (!isIri(sensor)) at('sensor', spot).odd('SENSOR_NOT_AN_IRI', SENSOR, sensor);
  if (sendTime === null) at('sendTime', spot).missing(envelope.sendTime);
  else checkDateTime(sendTime, at('sendTime', spot));
  if (data === null) at('data', spot).demanded(envelope.data);
  else if (!Array.isArray(data)) at('data', spot).wrong('NOT_A_LIST', DATA, data);
  else if (data.length === 0) at('data', spot).wrong('EMPTY', DATA, data, 'an empty array');
  checkDataVersion(envelope, spot);
  for (const key in envelope) {
    if (!PROPERTIES.has(key)) checkUnknownProperty(key, envelope, spot.subject, PROPERTIES, spot);
  }
}

/** 1.0's envelopes have no dataVersion: their first item tells. */
function is1_0({ dataVersion = null, data }: JsonObject): boolean {
  const first = Array.isArray(data) ? data.find(isObject) : data;
  return dataVersion === null && isObject(first) && dialectOf(first, null) === 'V1P0';
}

function checkDataVersion(envelope: JsonObject, spot: Spot): void {
  const { dataVersion = null } = envelope;
  if (dataVersion === null) {
    if (!spot.scope.lenient) at('dataVersion', spot).missing(envelope.dataVersion, DATA_VERSIONS);
    return;
  }
  if (typeof dataVersion === 'string' && dataVersionDialect(dataVersion) !== null) return;
  at('dataVersion', spot).wrong('UNKNOWN_DATA_VERSION', DATA_VERSIONS, dataVersion);
}

function at(key: string, spot: Spot): Spot {
  return spot.at(key, `${key} of an envelope`);
}

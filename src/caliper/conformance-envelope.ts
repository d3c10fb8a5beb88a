import { isObject, type Json, type JsonObject } from '../kernel/json';
import { dataVersionDialect, dialectOf } from './dialect';
import { NO_ENVELOPE } from './envelope';
import { isIri } from './iri-check';
import type { IssueList } from './issue-list';
import { came } from './phrase';
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
  const scope = { dialect: 'V1P2', extended: false, lenient: false, numbers: null } as const;
  const spot = new Spot(path, 'an envelope', { ...scope, envelope: NO_ENVELOPE, issues });
  const { sensor = null, sendTime = null, data = null } = envelope;
  if (sensor === null) absent('sensor', sensor, SENSOR, spot);
  else if (typeof sensor !== 'string') at('sensor', spot).wrong('NOT_A_STRING', SENSOR, sensor);
  else if (!isIri(sensor)) at('sensor', spot).odd('SENSOR_NOT_AN_IRI', SENSOR, sensor);
  if (sendTime === null) absent('sendTime', sendTime, 'a date and time', spot);
  else checkDateTime(sendTime, at('sendTime', spot));
  if (data === null) absent('data', data, DATA, spot);
  else if (!Array.isArray(data)) at('data', spot).wrong('NOT_A_LIST', DATA, data);
  else if (data.length === 0) at('data', spot).wrong('EMPTY', DATA, data, 'an empty array');
  checkDataVersion(envelope, spot);
  for (const key in envelope) {
    if (!PROPERTIES.has(key)) checkUnknownProperty(key, envelope, spot.subject, PROPERTIES, spot);
  }
}

function checkDataVersion({ dataVersion = null, data }: JsonObject, spot: Spot): void {
  if (dataVersion === null) {
    const first = Array.isArray(data) ? data.find(isObject) : data;
    // 1.0's envelopes have none.
    if (isObject(first) && dialectOf(first, null) === 'V1P0') return;
    return absent('dataVersion', dataVersion, DATA_VERSIONS, spot);
  }
  if (typeof dataVersion === 'string' && dataVersionDialect(dataVersion) !== null) return;
  at('dataVersion', spot).wrong('UNKNOWN_DATA_VERSION', DATA_VERSIONS, dataVersion);
}

function absent(key: string, value: Json, required: string, spot: Spot): void {
  const message = `${key} of an envelope is required: ${required}; ${came(value)} came`;
  at(key, spot).fault('REQUIRED', message, required, came(value));
}

function at(key: string, spot: Spot): Spot {
  return spot.at(key, `${key} of an envelope`);
}

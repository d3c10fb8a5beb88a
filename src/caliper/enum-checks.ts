import { came } from './phrase';
import type { Spot } from './spot';
import { roleTerm, statusTerm, typeTerm } from './term';
import * as enums from './vocabulary/enums';
import type { EnumName } from './vocabulary/property-rule';

interface Enumeration {
  readonly values: ReadonlySet<string>;
  /** Values of earlier versions. */
  readonly old?: ReadonlySet<string>;
  /** The value without its namespace. */
  readonly term?: (iri: string) => string;
  readonly required: string;
}

const ENUMERATIONS: Readonly<Record<EnumName, Enumeration>> = {
  Role: { values: enums.ROLES, term: roleTerm, required: 'a LIS role, as in Learner' },
  Status: {
    values: enums.STATUSES,
    old: enums.OLD_STATUSES,
    term: statusTerm,
    required: listed('a membership status', enums.STATUSES),
  },
  Metric: { values: enums.METRICS, required: listed('a metric', enums.METRICS) },
  IdentifierType: {
    values: enums.IDENTIFIER_TYPES,
    required: listed('a type of identifier', enums.IDENTIFIER_TYPES),
  },
  MessageType: {
    values: enums.MESSAGE_TYPES,
    required: listed('an LTI message type', enums.MESSAGE_TYPES),
  },
  Profile: {
    values: enums.PROFILES,
    term: (iri) => typeTerm(iri).term,
    required: listed('a metric profile', enums.PROFILES),
  },
};

/**
 * Checks a value of an enumeration (Caliper 1.2 appendix E). A value in another namespace is doubtful:
 * LIS has more roles than Caliper names, and systems add their own.
 */
export function checkEnum(name: EnumName, value: unknown, spot: Spot): void {
  const { values, old, term = (iri: string) => iri, required } = ENUMERATIONS[name];
  if (typeof value !== 'string') return spot.wrong('UNKNOWN_VALUE', required, value);
  const word = term(value);
  if (values.has(word)) return;
  if (old?.has(word)) {
    if (spot.scope.dialect === 'V1P2') spot.odd('OLD_VALUE', required, word);
  } else if (/[:/]/.test(word)) {
    const message = `${spot.subject} is from another vocabulary: ${came(word)}`;
    spot.doubt('FOREIGN_VALUE', message, required, came(word));
  } else spot.wrong('UNKNOWN_VALUE', required, value);
}

function listed(what: string, values: ReadonlySet<string>): string {
  return `${what} (${[...values].join(', ')})`;
}

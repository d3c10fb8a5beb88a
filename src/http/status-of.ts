/** The HTTP status of an error's code, wherever a status is what tells it. */
export const STATUS_OF: Readonly<Record<string, number>> = {
  BAD_REQUEST: 400,
  BAD_USER_INPUT: 400,
  INVALID_ENCODING: 400,
  INVALID_ENVELOPE: 400,
  MALFORMED_JSON: 400,
  PAYLOAD_TOO_DEEP: 400,
  QUERY_TOO_COMPLEX: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  DOCUMENT_TOO_LARGE: 413,
  PAYLOAD_TOO_LARGE: 413,
  TOO_MANY_EVENTS: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  MISDIRECTED_REQUEST: 421,
  UNKNOWN_DATA_VERSION: 422,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
  UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
};

/** Codes of one field that give the whole GraphQL answer their status: clients and proxies act on it. */
export const STATUS_OF_ANSWER: ReadonlySet<string> = new Set([
  'QUERY_TOO_COMPLEX',
  'UNAUTHENTICATED',
  'RATE_LIMITED',
  'OVERLOADED',
  'UNAVAILABLE',
  'DEADLINE_EXCEEDED',
]);

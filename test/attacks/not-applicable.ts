/** Attacks that this gateway gives no place to, or that no test here makes, and why. */
export const NOT_APPLICABLE: Readonly<Record<number, string>> = {
  54: 'there are no idempotency keys of clients: identity begins with the tenant in every unique key',
  96: 'no field is @requires or @external: nothing that a caller claims of an entity is believed',
  103: 'there are no idempotency keys of clients: identity begins with the tenant in every unique key',
  106: 'nobody can be erased yet, so nobody can come back: persons are added to and renamed, never removed',
  139: 'one DATABASE_URL is read and written: no replica is ever asked, so none can lag behind an acknowledgement',
};

/** Attacks that this gateway gives no place to, or that no test here makes, and why. */
export const NOT_APPLICABLE: Readonly<Record<number, string>> = {
  54: 'there are no idempotency keys of clients: identity begins with the tenant in every unique key',
  96: 'no field is @requires or @external: nothing that a caller claims of an entity is believed',
  103: 'there are no idempotency keys of clients: identity begins with the tenant in every unique key',
  106: 'there is no erasure yet',
  137: 'a database that is frozen is met by the deadline of attack 31; none is stopped here yet',
  139: 'the gateway reads where it writes: it knows no replica',
  140: 'no disk is filled here: an acknowledgement comes after COMMIT, which the engine refuses then',
  145: 'how old a release must be is a rule of whoever updates the lock file, not of a test',
  147: 'npm makes the bill of materials out of the lock file whenever it is asked for',
  148: 'the image is not built by the tests; docker/Dockerfile runs it as an ordinary user',
};

/** On whose behalf a statement runs. Every store method takes one, or the tenant it names. */
export interface Principal {
  /** At most 64 characters of `A-Z a-z 0-9 _ . -`: the first column of every key. */
  readonly tenantId: string;
}

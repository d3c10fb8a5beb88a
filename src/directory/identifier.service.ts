import { type Clock, sqlNow } from '../kernel/clock';
import { isId } from '../kernel/id';
import { wholeTenant } from '../kernel/reach';
import { DEFAULT_REDACTION, Redaction } from '../redaction/redaction';
import type { Database, Sql } from '../storage/database';
import { checkedIdentifier, checkedName } from './checked-identifier';
import { inputError } from './checked-input';
import type { DirectoryStores } from './directory-stores';
import { notFound } from './entity-input';
import type { PersonRow } from './person.store';
import type { IdentifierSlot } from './roster-batch';
import type { Attribute, MovedIdentifier } from './roster.store';
import type { IdentifierInput } from './types/identifier.input';

/** Says by hand whom an identifier names. The events that are found by it follow in the same transaction. */
export class IdentifierService {
  constructor(
    private readonly database: Database,
    private readonly stores: DirectoryStores,
    private readonly attribute: Attribute,
    private readonly clock: Clock,
    private readonly redaction: Redaction = new Redaction(DEFAULT_REDACTION),
  ) {}

  /**
   * Lets an identifier name a person: it is taken from whoever had it, and made when it is new. Doing it
   * again changes nothing, and attributes events once more.
   * @throws CodedError NOT_FOUND for an unknown person, and those of checkedIdentifier.
   */
  async link(tenantId: string, personId: string, input: IdentifierInput): Promise<PersonRow> {
    const slot = checkedName('PERSON', this.redaction.value(input), '/identifier');
    const now = sqlNow(this.clock);
    return this.database.transaction('directory.link-identifier', async (sql) => {
      const person = await this.person(sql, tenantId, personId);
      const named = { ...slot, entityId: personId };
      const formerId = await this.stores.identifiers.move(tenantId, named, now, sql);
      await this.tell(sql, tenantId, slot, { entityId: personId, formerId });
      return person;
    });
  }

  /**
   * Takes an identifier from a person, who may be left with none.
   * @throws CodedError NOT_FOUND for an unknown person or an identifier that is not theirs, and those of checkedIdentifier.
   */
  async unlink(tenantId: string, personId: string, input: IdentifierInput): Promise<PersonRow> {
    const slot = checkedIdentifier('PERSON', this.redaction.value(input), '/identifier');
    // A try whose answer was lost may have been committed: the next one finds nothing to remove, and is right.
    let removedBefore = false;
    return this.database.transaction('directory.unlink-identifier', async (sql) => {
      const person = await this.person(sql, tenantId, personId);
      const removed = await this.stores.identifiers.remove(tenantId, slot.key, personId, sql);
      if (!removed && !removedBefore) {
        throw inputError('NOT_FOUND', '/identifier', 'an identifier of this person', 'another');
      }
      removedBefore = true;
      const gone = { entityId: null, formerId: personId };
      if (removed) await this.tell(sql, tenantId, slot, gone);
      return person;
    });
  }

  private tell(
    sql: Sql,
    tenantId: string,
    { key, ref }: IdentifierSlot,
    whom: Pick<MovedIdentifier, 'entityId' | 'formerId'>,
  ): Promise<void> {
    return this.attribute(sql, tenantId, [{ key, ref, ...whom }]);
  }

  private async person(sql: Sql, tenantId: string, id: string): Promise<PersonRow> {
    const [person] = isId(id)
      ? await this.stores.persons.byIds(wholeTenant(tenantId), [id], sql)
      : [];
    if (!person) throw notFound('PERSON', { path: '/personId', id, identifier: null });
    return person;
  }
}

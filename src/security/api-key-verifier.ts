import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../kernel/clock';
import type { Principal } from '../kernel/principal';
import { toMillis } from '../kernel/timestamp';
import type { StoredApiKey } from './api-key';
import { keyIdOf, keyIdText, readKeyText, type ShownKey } from './api-key-text';
import type { ApiKeyStore } from './api-key.store';
import { BoundedMap } from './bounded-map';
import type { LastUse } from './last-use';
import { unauthenticated } from './unauthenticated';

/** A key as it is remembered between requests. */
interface KnownKey {
  readonly hash: Buffer;
  readonly principal: Principal;
  /** Milliseconds since 1970; Infinity where it does not expire, 0 where it is revoked. */
  readonly goodUntil: number;
  /** When to look again. */
  readonly freshUntil: number;
  lastUsed: number;
}

/** How keys are remembered. */
export interface KeyMemory {
  /** Milliseconds after which a key is looked up again: what a revocation at another gateway takes at most. */
  readonly millis: number;
  /** Keys, and as many ids that are no key's. */
  readonly size: number;
}

export const KEY_MEMORY: KeyMemory = { millis: 30_000, size: 10_000 };

/** What an unknown key is compared with, so that it takes as long as a known one. */
const NOBODY = Buffer.alloc(43);

/** Tells whose an API key is. */
export class ApiKeyVerifier {
  private readonly known: BoundedMap<string, KnownKey>;
  /** Ids that no key has, with the time until which that is believed. */
  private readonly unknown: BoundedMap<string, number>;
  private readonly lookups = new Map<string, Promise<KnownKey | null>>();
  private changes = 0;

  constructor(
    private readonly store: Pick<ApiKeyStore, 'findOfAnyTenant'>,
    private readonly lastUse: LastUse,
    private readonly clock: Clock,
    private readonly memory: KeyMemory = KEY_MEMORY,
  ) {
    this.known = new BoundedMap(memory.size);
    this.unknown = new BoundedMap(memory.size);
  }

  /** The principal of a key that is remembered; null for any other, good or not. */
  recall(text: string): Principal | null {
    const shown = readKeyText(text);
    const key = shown && this.known.get(shown.idText);
    if (!key || key.freshUntil <= this.clock()) return null;
    return this.admit(shown, key);
  }

  /**
   * The principal of a key. A text of another shape or checksum costs no statement, any other one at most.
   * @throws CodedError UNAUTHENTICATED, or UNAVAILABLE when it could not be looked up.
   */
  async verify(text: string): Promise<Principal> {
    const shown = readKeyText(text);
    if (!shown) throw unauthenticated();
    const principal = this.admit(shown, await this.find(shown.idText));
    if (!principal) throw unauthenticated();
    return principal;
  }

  /** Looks a key up again when it is shown next. @param id a UUID. */
  forget(id: string): void {
    const idText = keyIdText(id);
    this.changes += 1;
    this.known.delete(idText);
    this.unknown.delete(idText);
    this.lookups.delete(idText);
  }

  private admit(shown: ShownKey, key: KnownKey | null): Principal | null {
    const same = timingSafeEqual(Buffer.from(shown.secretHash), key?.hash ?? NOBODY);
    if (!same || !key || key.goodUntil <= this.clock()) return null;
    const id = key.principal.subject.slice(SUBJECT.length);
    key.lastUsed = this.lastUse.note(key.principal.tenantId, id, key.lastUsed);
    return key.principal;
  }

  private async find(idText: string): Promise<KnownKey | null> {
    const now = this.clock();
    if ((this.unknown.get(idText) ?? 0) > now) return null;
    const known = this.known.get(idText);
    if (known && known.freshUntil > now) return known;
    const running = this.lookups.get(idText);
    if (running) return running;
    const lookup = this.lookUp(idText).finally(() => {
      if (this.lookups.get(idText) === lookup) this.lookups.delete(idText);
    });
    this.lookups.set(idText, lookup);
    return lookup;
  }

  private async lookUp(idText: string): Promise<KnownKey | null> {
    const { changes } = this;
    const id = keyIdOf(idText);
    const stored = id === null ? null : await this.store.findOfAnyTenant(id);
    const freshUntil = this.clock() + this.memory.millis;
    const key = stored && remembered(stored, freshUntil);
    // What was read before a key changed may be what it was: it serves this request and no other.
    if (changes !== this.changes) return key;
    if (key) this.known.set(idText, key);
    else this.unknown.set(idText, freshUntil);
    return key;
  }
}

const SUBJECT = 'key:';

function remembered(key: StoredApiKey, freshUntil: number): KnownKey {
  const { tenantId, id, scopes, programs, sensors, expiresAt, revokedAt, lastUsedAt } = key;
  return {
    hash: Buffer.from(key.hash),
    principal: {
      ...{ tenantId, programs, sensors, person: null },
      subject: SUBJECT + id,
      scopes: new Set(scopes),
    },
    goodUntil: revokedAt !== null ? 0 : expiresAt === null ? Infinity : toMillis(expiresAt),
    freshUntil,
    lastUsed: lastUsedAt === null ? 0 : toMillis(lastUsedAt),
  };
}

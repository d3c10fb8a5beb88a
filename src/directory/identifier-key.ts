import { digest } from '../kernel/id';
import type { EntityKind, IdentifierRef } from '../kernel/roster';

/** The key under which an identifier is unique in its tenant: byte for byte, whatever its length. */
export function identifierKey(kind: EntityKind, identifier: IdentifierRef): string {
  return digest(kind, identifier.type, identifier.system, identifier.value);
}

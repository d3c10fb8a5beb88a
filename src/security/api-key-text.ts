import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { base62Length, fromBase62, toBase62 } from './base62';

/** What every key begins with: tells it from a token, and finds it where it should not be. */
export const KEY_PREFIX = 'leg_';

const ID_LENGTH = base62Length(128);
const SECRET_LENGTH = base62Length(256);
const CHECK_LENGTH = base62Length(32);
const ID_END = KEY_PREFIX.length + ID_LENGTH;
const SECRET_END = ID_END + SECRET_LENGTH;
const LENGTH = SECRET_END + CHECK_LENGTH;

/** A key as its holder shows it, taken apart. */
export interface ShownKey {
  /** The id as it stands in the key. */
  readonly idText: string;
  /** SHA-256 of the secret's characters, in base64url: what is stored of it. */
  readonly secretHash: string;
}

/** A new key: its text, which is shown once, and what is kept of it. */
export interface NewKeyText {
  readonly text: string;
  readonly secretHash: string;
}

/**
 * Writes a new key: `leg_`, the id (22 digits and letters), a secret of 256 random bits (43), and the CRC-32
 * of all that (6). 75 characters of `A-Z a-z 0-9 _`, the same place for each part in every key.
 * @param id a UUID, by which the key is looked up.
 */
export function newKeyText(id: string): NewKeyText {
  const secret = toBase62(randomBytes(32).toString('hex'), 256);
  const checked = KEY_PREFIX + keyIdText(id) + secret;
  return { text: checked + checksum(checked), secretHash: hashOf(secret) };
}

/** Takes a key apart; null for what has another shape or checksum, which no key of ours can have. */
export function readKeyText(text: string): ShownKey | null {
  if (text.length !== LENGTH || !text.startsWith(KEY_PREFIX)) return null;
  if (checksum(text.slice(0, SECRET_END)) !== text.slice(SECRET_END)) return null;
  return {
    idText: text.slice(KEY_PREFIX.length, ID_END),
    secretHash: hashOf(text.slice(ID_END, SECRET_END)),
  };
}

/** A key's id as its text has it. @param id a UUID. */
export function keyIdText(id: string): string {
  return toBase62(id.replaceAll('-', ''), 128);
}

/** The id that a text stands for; null where it stands for none. */
export function keyIdOf(idText: string): string | null {
  const hex = fromBase62(idText, 128);
  if (hex === null) return null;
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

function hashOf(secret: string): string {
  return hash('sha256', secret, 'base64url');
}

function checksum(text: string): string {
  return toBase62(crc32(text).toString(16), 32);
}

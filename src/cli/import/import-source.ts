import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Bytes that one read of a file asks for. */
const CHUNK = 256 * 1024;
/** Bytes of a file's beginning that tell it from another of the same size and age. */
const HEAD = 64 * 1024;
const GZIP = [0x1f, 0x8b];

/** What tells a file from another, and from itself after a change. */
export interface FileIdentity {
  readonly size: number;
  readonly modified: number;
  /** SHA-256 of its beginning. */
  readonly head: string;
}

/** A text to be read, unpacked where it came packed. */
export interface ImportSource {
  /** As messages call it. */
  readonly name: string;
  /** Null where it can be read only once: standard input. */
  readonly identity: FileIdentity | null;
  /** Its bytes, unpacked, from an offset; 0 for standard input. */
  read(offset: number): AsyncIterable<Buffer>;
  /** Bytes of the file, packed or not, that have been read. */
  position(): number;
}

/** Opens a file, or standard input for `-`. @throws the system's error when there is none that can be read. */
export async function openSource(path: string): Promise<ImportSource> {
  if (path === '-') return standardInput();
  const head = Buffer.alloc(HEAD);
  const file = await open(path, 'r');
  let length: number;
  try {
    length = (await file.read(head, 0, HEAD, 0)).bytesRead;
  } catch (error) {
    throw Object.assign(error as Error, { path });
  } finally {
    await file.close();
  }
  const { size, mtimeMs } = await stat(path);
  const beginning = head.subarray(0, length);
  const packed = isGzip(beginning);
  let stream: ReadStream | undefined;
  let from = 0;
  return {
    name: basename(path),
    identity: {
      size,
      modified: mtimeMs,
      head: createHash('sha256').update(beginning).digest('base64url'),
    },
    position: () => from + (stream?.bytesRead ?? 0),
    read: (offset) => {
      from = packed ? 0 : offset;
      stream = createReadStream(path, { highWaterMark: CHUNK, start: from });
      return packed ? behind(unpacked(stream), offset) : stream;
    },
  };
}

function standardInput(): ImportSource {
  let position = 0;
  return {
    name: 'standard input',
    identity: null,
    position: () => position,
    read: () => {
      const counted = count(process.stdin, (bytes) => (position += bytes));
      return maybeUnpacked(counted);
    },
  };
}

async function* count(
  stream: AsyncIterable<Buffer>,
  tell: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    tell(chunk.length);
    yield chunk;
  }
}

async function* maybeUnpacked(stream: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let beginning: Buffer = Buffer.alloc(0);
  while (beginning.length < GZIP.length) {
    const { value, done } = (await stream.next()) as IteratorResult<Buffer, undefined>;
    if (done) break;
    beginning = Buffer.concat([beginning, value]);
  }
  async function* all(): AsyncGenerator<Buffer> {
    yield beginning;
    yield* stream;
  }
  yield* isGzip(beginning) ? unpacked(Readable.from(all())) : all();
}

function unpacked(stream: Readable): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  stream.on('error', (error) => gunzip.destroy(error));
  return stream.pipe(gunzip);
}

async function* behind(stream: AsyncIterable<Buffer>, offset: number): AsyncGenerator<Buffer> {
  let left = offset;
  for await (const chunk of stream) {
    if (chunk.length > left) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

function isGzip(bytes: Buffer): boolean {
  return GZIP.every((byte, at) => bytes[at] === byte);
}

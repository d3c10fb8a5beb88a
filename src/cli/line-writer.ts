import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Writes lines no faster than they are read. A reader that went away (`| head`) ends the process in silence. */
export class LineWriter {
  private failure: Error | null = null;

  constructor(private readonly stream: Writable) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      this.failure = error;
    });
  }

  /** Resolves when the lines have been taken by the system. @throws what writing them threw. */
  async write(lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      if (this.failure) throw this.failure;
      if (!this.stream.write(`${line}\n`)) await once(this.stream, 'drain');
    }
    await new Promise<void>((resolve, reject) => {
      this.stream.write('', (error) => (error ? reject(error) : resolve()));
    });
  }
}

import { connect, type Socket } from 'node:net';

/** A server on this machine, and how it is entered. */
export interface Target {
  readonly port: number;
  /** An API key; none where nobody has to say who they are. */
  readonly key?: string;
}

/** What came back. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/**
 * One keep-alive connection that sends one POST at a time. A plain socket, because the driver shares the
 * machine with what it measures: node:http's client would cost as much as a small query.
 */
export class HttpConnection {
  private received: Buffer = Buffer.alloc(0);
  private settle: { done(answer: HttpAnswer): void; fail(reason: Error): void } | null = null;

  private constructor(
    private readonly socket: Socket,
    private readonly head: string,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (error) => this.settle?.fail(error));
    socket.on('close', () => this.settle?.fail(new Error('the server closed the connection')));
  }

  /** Connects to a server on this machine. */
  static open({ port, key }: Target): Promise<HttpConnection> {
    const shown = key === undefined ? '' : `Authorization: Bearer ${key}\r\n`;
    const head = `Host: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nAccept: application/json\r\n${shown}`;
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => resolve(new HttpConnection(socket, head)));
    });
  }

  /** Sends a JSON body and waits for the whole answer. */
  post(path: string, body: Buffer): Promise<HttpAnswer> {
    return new Promise((done, fail) => {
      this.settle = { done, fail };
      const head = `POST ${path} HTTP/1.1\r\n${this.head}Content-Length: ${body.length}\r\n\r\n`;
      this.socket.cork();
      this.socket.write(head, 'latin1');
      this.socket.write(body);
      this.socket.uncork();
    });
  }

  close(): void {
    this.settle = null;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.received.toString('latin1', 0, end);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined) {
      this.settle?.fail(new Error(`an answer with a Content-Length was required; came: ${head}`));
      return;
    }
    const size = end + 4 + Number(length);
    if (this.received.length < size) return;
    const answer = {
      status: Number(head.slice(9, 12)),
      body: this.received.subarray(end + 4, size),
    };
    this.received = Buffer.alloc(0);
    this.settle?.done(answer);
  }
}

import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the line does to one connection. */
export type Fault =
  /** Nothing. */
  | 'none'
  /** It breaks before a byte has arrived. */
  | 'cut before'
  /** It breaks in the middle of the request. */
  | 'cut within'
  /** It breaks when the answer begins: the work is done, and the sender does not know. */
  | 'cut after'
  /** The request arrives twice, at the same time; one answer comes back. */
  | 'twice'
  /** The request arrives a few bytes at a time. */
  | 'slow';

/**
 * A line to a server that does to each connection what it was told. For requests of one connection each
 * (`Connection: close`) whose end it can tell by their Content-Length.
 */
export class FaultyLine {
  private faults: Fault[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('connection', (client) => this.connect(client));
  }

  /** A line to the server at `url`. */
  static async to(url: string): Promise<FaultyLine> {
    const line = new FaultyLine(createServer(), new URL(url));
    await new Promise<void>((resolve) => line.server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  /** Where senders reach the server through the line. */
  get url(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  /** What the next connections meet, one fault each; after them nothing. */
  plan(faults: readonly Fault[]): void {
    this.faults = [...faults];
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private connect(client: Socket): void {
    const fault = this.faults.shift() ?? 'none';
    this.watch(client);
    if (fault === 'cut before') client.destroy();
    else void this.carry(client, fault);
  }

  private async carry(client: Socket, fault: Fault): Promise<void> {
    const request = await wholeRequest(client);
    const server = this.dial();
    if (fault === 'cut within') {
      server.write(request.subarray(0, request.length / 2), () => {
        server.destroy();
        client.destroy();
      });
      return;
    }
    if (fault === 'cut after') server.once('data', () => client.destroy());
    else server.pipe(client);
    if (fault === 'slow') await drip(server, request);
    else server.write(request);
    // The second one is read to its end and thrown away.
    if (fault === 'twice') this.dial().resume().write(request);
  }

  private dial(): Socket {
    const socket = createConnection(Number(this.target.port), this.target.hostname);
    this.watch(socket);
    return socket;
  }

  /** A socket that breaks is what this line is for. */
  private watch(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }
}

const CHUNK = 512;

async function drip(server: Socket, request: Buffer): Promise<void> {
  for (let at = 0; at < request.length; at += CHUNK) {
    server.write(request.subarray(at, at + CHUNK));
    await sleep(1);
  }
}

/** The bytes of a request up to the end that its Content-Length tells. */
async function wholeRequest(client: Socket): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  return new Promise((resolve) => {
    client.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1];
      if (bytes.length >= end + 4 + Number(length ?? 0)) resolve(bytes);
    });
  });
}

import { createConnection, createServer, type Server, type Socket } from 'node:net';

/** A line to a database server that can lose the answer to one statement. */
export class DatabaseLine {
  private statement: string | null = null;
  private passes = 0;
  private readonly sockets = new Set<Socket>();
  /** Answers that were lost. */
  lost = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('connection', (client) => this.connect(client));
  }

  /** A line to the server of a database's URL. */
  static async to(url: string): Promise<DatabaseLine> {
    const line = new DatabaseLine(createServer(), new URL(url));
    await new Promise<void>((resolve) => line.server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  /** The URL of the same database through the line. */
  get url(): string {
    const address = this.server.address();
    const port = typeof address === 'object' ? address?.port : '';
    return String(Object.assign(new URL(this.target), { host: `127.0.0.1:${port}` }));
  }

  /**
   * The next statement with this text is done by the server; the connection breaks in the place of its answer.
   * @param passes how many such statements are answered before.
   */
  loseAnswerTo(statement: string, passes = 0): void {
    this.statement = statement;
    this.passes = passes;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private connect(client: Socket): void {
    const server = createConnection(Number(this.target.port), this.target.hostname);
    let loses = false;
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.on('error', () => from.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (this.statement !== null && bytes.includes(this.statement) && this.passes-- === 0) {
        this.statement = null;
        loses = true;
      }
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (!loses) return void client.write(bytes);
      this.lost += 1;
      client.destroy();
    });
  }
}

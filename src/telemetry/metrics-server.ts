import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';

/** Scrapers at once, and milliseconds that one has: more is nobody's scraper. */
const MAX_CONNECTIONS = 20;
const TIMEOUT = 10_000;

/** `/metrics` on a port of its own, so that no rule of a proxy has to keep the public away from it. */
export class MetricsServer {
  private readonly server: Server;

  constructor(registry: Registry, logger: Logger) {
    this.server = createServer(
      { requestTimeout: TIMEOUT, headersTimeout: TIMEOUT },
      (request, response) => {
        const isScrape = request.url === '/metrics' && /^(?:GET|HEAD)$/.test(request.method ?? '');
        if (!isScrape) return void response.writeHead(404).end();
        registry.metrics().then(
          (text) =>
            void response
              .writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' })
              .end(request.method === 'HEAD' ? undefined : text),
          (error: unknown) => {
            logger.error({ err: error }, 'the metrics could not be collected');
            response.writeHead(500).end();
          },
        );
      },
    );
    this.server.maxConnections = MAX_CONNECTIONS;
    this.server.timeout = TIMEOUT;
  }

  /** @returns the URL of the metrics. */
  listen(port: number, host: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen({ port, host }, () => {
        const { address, port: given, family } = this.server.address() as AddressInfo;
        const shown = family === 'IPv6' ? `[${address}]` : address;
        resolve(`http://${shown}:${given}/metrics`);
      });
    });
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

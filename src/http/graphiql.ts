import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { GRAPHIQL_EXAMPLES } from './graphiql-examples';

/** The query page as it is sent: 9 MB of HTML, and a quarter of that compressed. */
interface SentPage {
  readonly html: Buffer;
  readonly gzipped: Buffer;
  /** Strong, with quotes (RFC 9110 section 8.8.3). */
  readonly etag: string;
  readonly policy: string;
}

/**
 * The query page: one HTML document with everything in it, and the examples in its tabs.
 * @returns HTML, about 9 MB.
 */
async function graphiqlPage(): Promise<string> {
  // Nine megabytes of JavaScript: a gateway that nobody asks for the page does without them.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL({
    title: 'Learning Event Gateway',
    endpoint: '/graphql',
    defaultTabs: GRAPHIQL_EXAMPLES.map(({ query, variables }) => ({
      query,
      variables: variables ? JSON.stringify(variables, null, 2) : '',
    })),
  });
}

/**
 * Serves the query page at `/`. It is rendered and compressed when it is first asked for, once. Its
 * Content-Security-Policy lets it load nothing from elsewhere, and talk to this server only.
 */
export function serveGraphiql(fastify: FastifyInstance): void {
  let page: Promise<SentPage> | null = null;
  fastify.get('/', { config: { credential: null } }, async (request, reply) => {
    const { html, gzipped, etag, policy } = await (page ??= graphiqlPage().then(preparePage));
    void reply.headers({
      etag,
      vary: 'accept-encoding',
      'cache-control': 'no-cache',
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    if (names(request.headers['if-none-match'], etag)) return reply.status(304).send();
    void reply.type('text/html; charset=utf-8');
    if (!names(request.headers['accept-encoding'], 'gzip')) return reply.send(html);
    return reply.header('content-encoding', 'gzip').send(gzipped);
  });
}

async function preparePage(text: string): Promise<SentPage> {
  const html = Buffer.from(text);
  return {
    html,
    gzipped: await promisify(gzip)(html),
    etag: `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`,
    policy: contentSecurityPolicy(text),
  };
}

/** Only the page's own script runs, known by its digest; its editor needs workers and inline styles. */
function contentSecurityPolicy(html: string): string {
  const start = html.indexOf('<script>') + '<script>'.length;
  const script = html.slice(start, html.lastIndexOf('</script>'));
  const digest = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${digest}'`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Whether a header that is a list names a value, whatever its weight or weakness. */
function names(header: string | undefined, value: string): boolean {
  return (header ?? '')
    .split(',')
    .map((entry) => entry.trim().replace(/^W\//, '').split(';')[0])
    .includes(value);
}

import { gunzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { serveGraphiql } from './graphiql';

describe('the query page', () => {
  let fastify: FastifyInstance;
  beforeAll(() => {
    fastify = Fastify();
    serveGraphiql(fastify);
  });
  afterAll(() => fastify.close());

  const ask = (headers: Record<string, string> = {}) =>
    fastify.inject({ method: 'GET', url: '/', headers });

  it('is one document that links to no other host', async () => {
    const { statusCode, headers, body } = await ask();
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    const head = body.slice(0, body.indexOf('<style>'));
    expect(head.match(/href="(?!data:)[^"]*"/g)).toBeNull();
    expect(body).not.toMatch(/<script[^>]+src=|<link[^>]+href="https?:|@import|url\(["']?https?:/);
  });

  it('lets nothing be loaded or called but the gateway itself, and runs its own script only', async () => {
    const { headers, body } = await ask();
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/);
    const script = body.slice(body.indexOf('<script>') + 8, body.lastIndexOf('</script>'));
    expect(policy).toContain(createHash('sha256').update(script).digest('base64'));
  });

  it('is sent compressed to who takes that, and as it is to others', async () => {
    const [plain, small] = await Promise.all([ask(), ask({ 'accept-encoding': 'br, gzip;q=0.8' })]);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(small.headers['content-encoding']).toBe('gzip');
    expect(small.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3);
    expect(gunzipSync(small.rawPayload).equals(plain.rawPayload)).toBe(true);
  });

  it('is not sent again to who has it', async () => {
    const { headers } = await ask();
    const again = await ask({ 'if-none-match': `"other", W/${String(headers.etag)}` });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await ask({ 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  it('holds the examples', async () => {
    expect((await ask()).body).toContain('query WhatHappenedInACourse');
  });
});

import 'reflect-metadata';
import { openServices } from '../../gateway-services';
import { sqlNow, systemClock } from '../../kernel/clock';
import type { Scope, Principal } from '../../kernel/principal';
import type { IssuedApiKey } from '../../security/api-key';
import type { ApiKeyService } from '../../security/api-key.service';
import { commandConfig, commandPrincipal, type CommonOptions } from '../command-config';
import { LineWriter } from '../line-writer';
import { keyJson, keyLine } from './keys-output';

/** What `leg keys create` can be told. */
export interface CreateOptions extends CommonOptions {
  readonly name: string;
  readonly scope: Scope[];
  readonly program?: string[];
  readonly sensor?: string[];
  /** SqlTime. */
  readonly expires?: string;
  readonly json?: boolean;
}

/** What `leg keys list` can be told. */
export interface ListOptions extends CommonOptions {
  readonly json?: boolean;
}

/** What `leg keys rotate` can be told. */
export interface RotateOptions extends CommonOptions {
  /** Seconds. */
  readonly overlap: number;
  readonly json?: boolean;
}

/** Makes a key, and prints its text: the only time that anybody sees it. */
export function createKey(options: CreateOptions): Promise<void> {
  return withKeys(options, async (keys, principal) => {
    const issued = await keys.create(principal, {
      name: options.name,
      scopes: options.scope,
      programs: options.program ?? null,
      sensors: options.sensor ?? null,
      expiresAt: options.expires ?? null,
    });
    printIssued(issued, options);
  });
}

/** Prints the tenant's keys, the newest first. */
export function listKeys(options: ListOptions): Promise<void> {
  return withKeys(options, async (keys, principal) => {
    const writer = new LineWriter(process.stdout);
    const now = sqlNow(systemClock);
    let after: string | null = null;
    let count = 0;
    do {
      const { edges, pageInfo } = await keys.list(principal, { first: 100, after });
      const lines = edges.map(({ node }) => (options.json ? keyJson(node) : keyLine(node, now)));
      await writer.write(lines);
      count += edges.length;
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    if (count === 0 && !options.quiet)
      process.stderr.write(`leg: the tenant ${principal.tenantId} has no key\n`);
  });
}

/** Ends a key. @throws CodedError NOT_FOUND */
export function revokeKey(id: string, options: CommonOptions): Promise<void> {
  return withKeys(options, async (keys, principal) => {
    const { name } = await keys.revoke(principal, id);
    if (!options.quiet)
      process.stderr.write(`leg: ${name} is revoked; gateways refuse it within 30 seconds\n`);
  });
}

/** Makes a key that takes the place of another, and prints its text. */
export function rotateKey(id: string, options: RotateOptions): Promise<void> {
  return withKeys(options, async (keys, principal) => {
    printIssued(await keys.rotate(principal, id, options.overlap), options);
  });
}

/** The text stands alone on standard output, so that it can be piped; whatever else is told goes to the other. */
function printIssued({ apiKey, key }: IssuedApiKey, options: CreateOptions | RotateOptions): void {
  if (options.json) {
    const shown = JSON.parse(keyJson(apiKey)) as object;
    process.stdout.write(`${JSON.stringify({ ...shown, key })}\n`);
    return;
  }
  process.stdout.write(`${key}\n`);
  if (!options.quiet)
    process.stderr.write(
      `leg: ${keyLine(apiKey, apiKey.createdAt)}\nleg: nobody can show it again\n`,
    );
}

async function withKeys(
  options: CommonOptions,
  work: (keys: ApiKeyService, principal: Principal) => Promise<void>,
): Promise<void> {
  const config = commandConfig(options);
  const { security, close } = await openServices(config);
  try {
    await work(security.keys, commandPrincipal(config));
  } finally {
    await close();
  }
}

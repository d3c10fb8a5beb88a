import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './private-server';
import { readEngineState } from './engine-state';

/** A Redis of our own, that keeps nothing on disk. */
export interface PrivateRedis {
  readonly url: string;
  /** Ends it at once. */
  stop(): Promise<void>;
}

/** Declares tests of what gateways share through Redis, where this machine has one. */
export function describeRedis(title: string, body: (start: typeof startRedis) => void): void {
  if (readEngineState().redis !== null) describe(`${title} (redis)`, () => body(startRedis));
}

/** Starts a throwaway Redis on a free port of 127.0.0.1. */
async function startRedis(): Promise<PrivateRedis> {
  const port = await freePort();
  const program = readEngineState().redis as string;
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn(program, args, { stdio: 'ignore' });
  process.once('exit', () => child.kill('SIGKILL'));
  await untilAccepts(port, child);
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function untilAccepts(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) break;
    const socket = connect(port, '127.0.0.1');
    const accepted = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (accepted) return;
    await sleep(25);
  }
  throw new Error('a private Redis did not start');
}

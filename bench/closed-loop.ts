import { performance } from 'node:perf_hooks';
import { type HttpAnswer, HttpConnection, type Target } from './http-connection';

/** One request of a row: where it goes, and what it carries. */
export interface BenchRequest {
  readonly path: string;
  /** The next body; called again only after the answer to the last one on the same connection. */
  next(): Buffer;
}

/** What a closed loop measured. */
export interface LoopResult {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds of each request, ascending. */
  readonly latencies: Float64Array;
}

/**
 * Keeps every connection busy with one request at a time until the time is over.
 * @param requests one for each connection. @param isRight says whether an answer is what was asked for.
 * @throws when an answer is wrong: a fast error must never count as a result.
 */
export async function closedLoop(
  target: Target,
  requests: readonly BenchRequest[],
  millis: number,
  isRight: (answer: HttpAnswer) => boolean,
): Promise<LoopResult> {
  const connections = await Promise.all(requests.map(() => HttpConnection.open(target)));
  const latencies: number[] = [];
  const begin = performance.now();
  const drive = async (connection: HttpConnection, request: BenchRequest): Promise<void> => {
    for (let now = performance.now(); now - begin < millis;) {
      const answer = await connection.post(request.path, request.next());
      const then = performance.now();
      if (!isRight(answer)) throw wrong(request, answer);
      latencies.push(then - now);
      now = then;
    }
  };
  try {
    await Promise.all(connections.map((one, at) => drive(one, requests[at] as BenchRequest)));
    const seconds = (performance.now() - begin) / 1000;
    return {
      requests: latencies.length,
      seconds,
      latencies: Float64Array.from(latencies).sort(),
    };
  } finally {
    for (const connection of connections) connection.close();
  }
}

function wrong(request: BenchRequest, { status, body }: HttpAnswer): Error {
  return new Error(`${request.path} answered ${status}: ${body.toString('utf8', 0, 600)}`);
}

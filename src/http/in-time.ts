import { CodedError } from '../kernel/coded-error';

/**
 * What the work comes to, where it does so in time. Work that is late goes on: what it stores is found again
 * when the same is sent once more.
 * @param deadline milliseconds.
 * @throws CodedError DEADLINE_EXCEEDED.
 */
export async function inTime<T>(work: Promise<T>, deadline: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const message = `a request may take ${deadline} ms; this one took longer, and its end is not known: send it again`;
      reject(new CodedError('DEADLINE_EXCEEDED', message, { retryAfter: 1 }));
    }, deadline);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

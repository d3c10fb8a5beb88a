/**
 * A signal that is aborted by the first SIGINT or SIGTERM, for work that ends in order; the second ends the
 * process at once. Its exit code says that it was stopped: 128 and the signal's number.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (number: number) => (): void => {
    const code = 128 + number;
    if (controller.signal.aborted) process.exit(code);
    process.exitCode = code;
    controller.abort();
  };
  process.on('SIGINT', stop(2));
  process.on('SIGTERM', stop(15));
  return controller.signal;
}

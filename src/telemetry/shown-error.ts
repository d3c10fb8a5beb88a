import { CodedError } from '../kernel/coded-error';
import { shown } from '../kernel/problem';
import { StatementError, UnavailableError } from '../storage/storage-error';

const FRAMES = 20;

/**
 * An error as the log may have it: what it is and where, and its message where that cannot hold what was
 * sent. Drivers hang statements with their values on errors, and JSON.parse quotes its input: nothing but
 * what is named here goes out.
 */
export function shownError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: quotesInput(error) ? 'left out: it may quote what was sent' : shown(error.message),
    ...(typeof code === 'string' ? { code: shown(code) } : {}),
    ...(error instanceof StatementError
      ? { statement: error.statement, engineCode: error.engineCode }
      : {}),
    ...(error instanceof UnavailableError
      ? { outage: error.outage, statement: error.statement, engineCode: error.engineCode }
      : {}),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, FRAMES)
      .map((line) => line.trim())
      .join(' < '),
  };
}

function quotesInput(error: Error): boolean {
  if (error instanceof CodedError || error instanceof StatementError) return false;
  return error instanceof SyntaxError || 'sqlMessage' in error || 'driverError' in error;
}

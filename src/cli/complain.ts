/** What to do about an error that says only what is wrong. */
const ADVICE: Readonly<Record<string, string>> = {
  DATABASE_UNREACHABLE: 'see that the server runs and that DATABASE_URL names it, then try again',
  UNAVAILABLE: 'the database gives no answer; see that it runs, then run the same command again',
  OVERLOADED: 'run the same command again later',
};

/** What the system's codes mean of a file. */
const OF_FILES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not open it',
  EPERM: 'this user may not open it',
  EISDIR: 'it is a folder, and a file was required',
  EEXIST: 'there is such a file already',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
};

/** Says in one sentence why a command failed, and lets the process end with 1. No stack: it helps nobody here. */
export function complain(error: unknown): void {
  process.stderr.write(`leg: ${sentence(error)}\n`);
  process.exitCode = 1;
}

function sentence(error: unknown): string {
  const { code, path, message } = error as { code?: string; path?: string; message?: string };
  const known = typeof code === 'string' ? code : '';
  if (OF_FILES[known] !== undefined && typeof path === 'string')
    return `${path}: ${OF_FILES[known]}`;
  const said = typeof message === 'string' && message !== '' ? message : 'it failed without a word';
  const advice = ADVICE[known];
  return advice === undefined ? said : `${said}; ${advice}`;
}

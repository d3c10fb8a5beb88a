import { execFileSync } from 'node:child_process';

/**
 * The command as an image's user runs it that may do nothing more: without rights, without a way to more,
 * on a file system that is read-only but for one folder.
 * @param user `1000:1000`, as USER says it.
 * @returns null where this system, or whoever runs this, cannot make it so.
 */
export function confine(
  command: readonly string[],
  user: string,
  writable: string,
): readonly string[] | null {
  const [uid = '', gid = uid] = user.split(':');
  const drop = ['--reuid', uid, '--regid', gid, '--clear-groups', '--no-new-privs'];
  const rights = ['--inh-caps=-all', '--bounding-set=-all'];
  const script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro / && exec setpriv "$@"';
  const around = ['unshare', '--mount', 'sh', '-c', script, writable, ...drop, ...rights];
  return fails([...around, 'true']) ? null : [...around, ...command];
}

/** Whether a command cannot be run, or ends with another code than 0. */
export function fails([program = '', ...args]: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore', timeout: 10_000 });
    return false;
  } catch {
    return true;
  }
}

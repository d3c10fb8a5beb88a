import { statSync, readFileSync } from 'node:fs';

/** Bytes that a file with a secret may have. */
const LARGEST = 64 * 1024;

type Environment = Readonly<Record<string, string | undefined>>;

/** An environment in which secrets stand themselves, and what kept others out of it. */
export interface ReadSecrets {
  readonly set: Environment;
  /** Sentences that begin with the variable's name, and show neither the secret nor the file's path. */
  readonly faults: readonly string[];
}

/**
 * Takes secrets out of files: `DATABASE_URL_FILE` names a file that holds what `DATABASE_URL` would, less
 * the line break at its end. This is how orchestrators hand secrets over, so that they stand in no listing
 * of processes and no dump of an environment.
 * @param environment without variables that are empty.
 * @param names the variables that may stand in a file.
 */
export function readSecretFiles(environment: Environment, names: readonly string[]): ReadSecrets {
  const set: Record<string, string | undefined> = { ...environment };
  const faults: string[] = [];
  for (const name of names) {
    const file = environment[`${name}_FILE`];
    if (file === undefined) continue;
    if (environment[name] !== undefined) {
      faults.push(`${name} and ${name}_FILE must not both be given`);
      continue;
    }
    const text = contentsOf(file);
    if (text === null) {
      faults.push(
        `${name}_FILE must name a file of 1 to ${LARGEST} bytes that this process may read`,
      );
    } else set[name] = text;
  }
  return { set, faults };
}

/** Null for what is no file, cannot be read, or holds nothing or too much. */
function contentsOf(file: string): string | null {
  try {
    const found = statSync(file);
    if (!found.isFile() || found.size > LARGEST) return null;
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '') || null;
  } catch {
    return null;
  }
}

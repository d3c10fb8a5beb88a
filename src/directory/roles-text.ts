/** Longest text of roles that the directory keeps. */
export const LONGEST_ROLES = 4000;

/** Roles as a column holds them: a JSON array of at most 4,000 characters; what is beyond stays in the raw text. */
export function rolesText(roles: readonly string[]): string {
  let kept = roles;
  while (JSON.stringify(kept).length > LONGEST_ROLES)
    kept = kept.slice(0, Math.floor(kept.length / 2));
  return JSON.stringify(kept);
}

const MOST_KNOWN = 500;
const LONGEST_KNOWN = 200;
const known = new Map<string, readonly string[]>();

/** The roles that a column holds. A roster has few different texts of them: the short ones are read once. */
export function readRoles(text: string): readonly string[] {
  const found = known.get(text);
  if (found) return found;
  const roles = Object.freeze(JSON.parse(text) as string[]);
  if (text.length <= LONGEST_KNOWN) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, roles);
  }
  return roles;
}

/** Longest text of roles that the directory keeps. */
export const LONGEST_ROLES = 4000;

/** Roles as a column holds them: a JSON array of at most 4,000 characters; what is beyond stays in the raw text. */
export function rolesText(roles: readonly string[]): string {
  let kept = roles;
  while (JSON.stringify(kept).length > LONGEST_ROLES)
    kept = kept.slice(0, Math.floor(kept.length / 2));
  return JSON.stringify(kept);
}

/** The roles that a column holds. */
export function readRoles(text: string): string[] {
  return JSON.parse(text) as string[];
}

import { READERS, ROOT_FIELDS } from '../../src/security/policy';

/** The policy as SECURITY.md shows it, made from the tables that the gateway goes by. */
export function policyTables(): string {
  const readers = READERS.map(
    ({ who, events, directory, why }) => `| ${who} | ${events} | ${directory} | ${why} |`,
  );
  const groups = new Map<string, string[]>();
  for (const { field, needs, why } of ROOT_FIELDS) {
    const scopes = needs.map((scope) => `\`${scope}\``).join(' or ') || 'none';
    const key = `| ${scopes} | ${why} |`;
    groups.set(key, [...(groups.get(key) ?? []), `\`${field}\``]);
  }
  return [
    '| who, the first that holds | events | persons, courses, memberships | why |',
    '|---|---|---|---|',
    ...readers,
    '',
    '| fields | scope | why |',
    '|---|---|---|',
    ...[...groups].map(([rest, fields]) => `| ${fields.join(', ')} ${rest}`),
  ].join('\n');
}

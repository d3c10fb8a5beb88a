import { conflictClause } from './conflict-clause';

const RULE = { name: 'test', table: 'person', key: ['tenant_id', 'id'] };

describe('conflictClause', () => {
  it('assigns a column after every other that reads its old value, because MySQL assigns from left to right', () => {
    const merge = {
      as_of: '{new.as_of}',
      name: 'CASE WHEN {new.as_of} > {old.as_of} THEN {new.name} ELSE {old.name} END',
    };
    expect(conflictClause('mysql', { ...RULE, merge })).toBe(
      ' AS incoming ON DUPLICATE KEY UPDATE `name` = CASE WHEN incoming.`as_of` > person.`as_of` THEN incoming.`name` ELSE person.`name` END, `as_of` = incoming.`as_of`',
    );
  });

  it('refuses columns that read each other in a circle: no order would be right', () => {
    const merge = { a: '{old.b}', b: '{old.a}' };
    expect(() => conflictClause('mariadb', { ...RULE, merge })).toThrow('in a circle');
  });

  it('speaks each engine as it wants to be spoken to', () => {
    const merge = { name: 'COALESCE({new.name}, {old.name})' };
    expect(conflictClause('mariadb', { ...RULE, merge })).toBe(
      ' ON DUPLICATE KEY UPDATE `name` = COALESCE(VALUES(`name`), person.`name`)',
    );
    expect(conflictClause('sqlite', { ...RULE, merge })).toBe(
      ' ON CONFLICT (`tenant_id`, `id`) DO UPDATE SET `name` = COALESCE(excluded.`name`, person.`name`)',
    );
    expect(conflictClause('sqlite', RULE)).toBe(' ON CONFLICT DO NOTHING');
    expect(conflictClause('mysql', RULE)).toBe(
      ' ON DUPLICATE KEY UPDATE `tenant_id` = person.`tenant_id`',
    );
  });
});

import { LONGEST_ROLES, readRoles, rolesText } from './roles-text';

describe('roles as text', () => {
  it('are read as they were written', () => {
    const roles = ['Learner', 'x,"Mentor', 'Übung'];
    expect(readRoles(rolesText(roles))).toEqual(roles);
  });

  it('are at most 4,000 characters: the first roles that fit', () => {
    const roles = Array.from({ length: 300 }, (_, n) => `role number ${n}`);
    const text = rolesText(roles);
    expect(text.length).toBeLessThanOrEqual(LONGEST_ROLES);
    expect(readRoles(text)).toEqual(roles.slice(0, readRoles(text).length));
    expect(readRoles(text).length).toBeGreaterThan(0);
  });
});

import { shown } from '../kernel/problem';

/** `a Person`, `an AssessmentEvent`. */
export function a(name: string): string {
  // An L spelt out begins with a vowel: an LtiSession.
  const vowel = /^(?:[aeio]|u(?!ni|se|r[il])|lti)/i.test(name);
  return `${vowel ? 'an' : 'a'} ${name}`;
}

/** `a Person`, `a Person or a Group`, `a Person, a Group or an Agent`. */
export function anyOf(names: readonly string[]): string {
  const all = names.map(a);
  const last = all.pop() ?? 'nothing';
  return all.length === 0 ? last : `${all.join(', ')} or ${last}`;
}

/** A value as a sentence may name it: `"yes"`, `10`, `an object`, `null`. */
export function came(value: unknown): string {
  return typeof value === 'string' ? `"${shown(value)}"` : shown(value);
}

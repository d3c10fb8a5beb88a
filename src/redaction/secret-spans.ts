import { credentialSpans } from './credential-spans';
import { memberSpans, type MemberText } from './member-spans';
import { parameterSpans } from './parameter-spans';
import type { Rules } from './rules';
import type { Span } from './span';

/** What a text without any secret in it has nothing of: most texts are let go by this. */
const HINT =
  /[=@\uff1a]|%(?:25)*3d|\\u003d|\bbearer|\bbasic\b|eyJ|leg_[0-9a-z]{9}|["'\u2018-\u201f]\s*:/i;

/** Every secret inside a text: parameters, credentials, and members of JSON that it holds. */
export function secretSpans(text: string, rules: Rules, kind: MemberText = 'EMBEDDED'): Span[] {
  if (kind === 'EMBEDDED' && !HINT.test(text)) return [];
  return [
    ...memberSpans(text, rules.members, kind),
    ...parameterSpans(text, rules.parameters),
    ...credentialSpans(text),
  ];
}

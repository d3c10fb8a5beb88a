import type { Json } from '../../kernel/json';

/** Members of an envelope that say something of all its events. */
const HEAD: readonly string[] = ['sensor', 'sendTime', 'dataVersion'];
/** Members that hold events. */
const DATA: readonly string[] = ['data', 'events'];

/** What a member of an envelope is for its events, by its key: nothing, if it is no member that Caliper knows. */
export function envelopeMember(key: string): 'HEAD' | 'DATA' | 'NOTHING' {
  if (HEAD.includes(key)) return 'HEAD';
  return DATA.includes(key) ? 'DATA' : 'NOTHING';
}

/** The value of a member of the head, from its text; null for what is no JSON. */
export function memberValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

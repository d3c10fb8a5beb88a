import type { CaliperItem } from '../caliper/body';
import { readJsonText } from '../caliper/json-text';
import type { JsonObject } from '../kernel/json';
import type { Redaction } from '../redaction/redaction';
import { type HubItem, readHubText } from './prepare-hub';

/** An item that was cut out of its text by somebody else, without the secrets that it holds. */
export function redactedItem(item: CaliperItem, redaction: Redaction): CaliperItem {
  const text = redaction.text(item.text);
  const envelope = redaction.value({ ...item.envelope });
  if (item.kind === 'UNREADABLE') {
    // Where nothing was taken out, the problems know more: in which line of a file the text stands.
    const problems = text === item.text ? [] : readJsonText(text).problems;
    const told = problems.length > 0 ? problems : redaction.value(structuredClone(item.problems));
    return { ...item, text, envelope, problems: told };
  }
  const value = text === item.text ? item.value : (JSON.parse(text) as JsonObject);
  return { ...item, text, envelope, value };
}

/** A hub event without the secrets that it holds. */
export function redactedHubItem(item: HubItem, redaction: Redaction): HubItem {
  const text = item.kind === 'UNREADABLE' ? item.text : item.form?.text;
  if (text === undefined) {
    return item.kind === 'EVENT' ? { ...item, value: redaction.value(item.value) } : item;
  }
  const kept = redaction.text(text);
  return kept === text ? item : readHubText(kept);
}

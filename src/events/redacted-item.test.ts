import { type CaliperItem, readBodyText, readItemText } from '../caliper/body';
import { DEFAULT_REDACTION, Redaction } from '../redaction/redaction';
import { prepareHubItem, readHubText } from './prepare-hub';
import { redactedHubItem, redactedItem } from './redacted-item';

const redaction = new Redaction(DEFAULT_REDACTION);
const SECRET = 'CANARY_SECRET';
const HEAD = { sensor: `https://a.example/?token=${SECRET}`, data: [] };

describe('an item that was cut out of a file', () => {
  it.each([
    [
      'an event',
      `{"eventTime":"2026-01-01T00:00:00Z","action":"A","actor":{"api_key":"${SECRET}"}}`,
    ],
    ['text that is no JSON', `{"token":"${SECRET}",`],
    ['what is no object', `"token=${SECRET}"`],
  ])('has no secret of %s in it, also not in its problems', (_, text) => {
    const items: CaliperItem[] = [readItemText(text, HEAD), ...readBodyText(text)];
    for (const item of items) {
      expect(JSON.stringify(item)).toContain(SECRET);
      const kept = redactedItem(item, redaction);
      expect(JSON.stringify(kept)).not.toContain(SECRET);
      expect([kept.kind, kept.index, kept.path]).toEqual([item.kind, item.index, item.path]);
    }
  });

  it.each([
    `{"publisherEventData":{"token":"${SECRET}"}}`,
    `{"PublisherEventId":"https://a.example/?sig=${SECRET}"}`,
    `{"publisherEventData":{"token":"${SECRET}"},`,
  ])('has no secret of the hub event %s in it', (text) => {
    const kept = redactedHubItem(readHubText(text), redaction);
    expect(JSON.stringify([kept, prepareHubItem(kept)])).not.toContain(SECRET);
    expect(JSON.stringify(kept)).toContain('[REDACTED]');
  });
});

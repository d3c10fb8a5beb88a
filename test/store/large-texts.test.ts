import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import { eventIds, ingestText } from '../kit/operations';
import { Term } from '../kit/payloads';

describeEachEngine('texts of many megabytes', (engine) => {
  const gateway = sharedGateway(engine);

  it('are not read all at once, and one by one they are', async () => {
    const term = new Term();
    const filler = 'x'.repeat(7_500_000);
    const ids: (string | null)[] = [];
    for (let n = 0; n < 9; n += 1) {
      const event = term.navigation({ extensions: { filler, n } });
      ids.push(...eventIds(await ingestText(gateway(), JSON.stringify(event))));
    }
    const { text } = await gateway().send('{ events(first: 20) { edges { node { rawText } } } }');
    expect(text).toContain('"code":"RESPONSE_TOO_LARGE"');
    expect(text).toContain('texts that are read at once may have at most 67108864 bytes');
    const { event } = await gateway().ask('query ($id: ID!) { event(id: $id) { rawText } }', {
      id: ids[0],
    });
    expect((event.rawText as string).length).toBeGreaterThan(7_500_000);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import { httpSend } from '../kit/http-send';

const README = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

/** A command of the README, and the status that the comment above it tells. */
interface Example {
  readonly status: number;
  readonly words: readonly string[];
}

function examples(): Example[] {
  return [...README.matchAll(/```sh\n([\s\S]*?)\n```/g)]
    .flatMap(([, block = '']) => [
      ...block.matchAll(/^# (\d{3})\b.*\n(curl [\s\S]*?)(?=\n\n|$(?![\s\S]))/gm),
    ])
    .map(([, status, command = '']) => ({ status: Number(status), words: wordsOf(command) }));
}

/** The words of a shell command: plain, in double quotes, in single quotes. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
}

/** Does what curl would do. */
function run({ words }: Example, values: Readonly<Record<string, string>>) {
  const filled = words.map((word) =>
    word.replace(/\$([A-Z]+)/g, (_, name: string) => values[name] ?? ''),
  );
  const after = (option: string) => filled.filter((_, at) => filled[at - 1] === option);
  const headers = after('-H').map((header) => header.split(': ') as [string, string]);
  const [body] = after('-d');
  const url = filled.find((word) => word.startsWith('http')) ?? '';
  return httpSend(url, { headers, ...(body === undefined ? {} : { method: 'POST', body }) });
}

describeEachEngine('the README’s examples of HTTP', (engine) => {
  const gateway = sharedGateway(engine, { auth: 'on' });

  it('are answered as it says, and what they send is found', async () => {
    const all = examples();
    expect(all.length).toBeGreaterThan(3);
    const { key } = await gateway().issue(['caliper:ingest', 'hub:publish', 'events:read']);
    const values = { GATEWAY: gateway().url, KEY: key };
    for (const example of all) {
      const answer = await run(example, values);
      expect([example.words[2], answer.status]).toEqual([example.words[2], example.status]);
    }
    expect(await gateway().count('event')).toBe(2);
    const again = await Promise.all(all.map((example) => run(example, values)));
    expect(again.map(({ status }) => status)).toEqual(all.map(() => 200));
    expect(await gateway().count('event')).toBe(2);
  });
});

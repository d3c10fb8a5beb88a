import { Agent, request } from 'node:http';
import { PUBLISH } from '../kit/operations';
import { hubEvent } from '../kit/payloads';

/** What publishers came to. */
export interface Published {
  /** Ids of acknowledged events. */
  readonly acknowledged: string[];
  /** What went wrong, one line for each request: a reset, a refusal, another status than 200. */
  readonly failures: string[];
}

/** Publishes events one after the other over connections that it keeps, to whichever gateway it is told. */
export class Publishers {
  readonly published: Published = { acknowledged: [], failures: [] };
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 16 });
  private readonly done: Promise<unknown>;
  private stopped = false;

  /** @param target the URL of a gateway that wants requests; null while none does. */
  constructor(
    count: number,
    private readonly target: () => string | null,
  ) {
    this.done = Promise.all(Array.from({ length: count }, () => this.run()));
  }

  /** Waits until so many more events are acknowledged. */
  async atLeast(more: number): Promise<void> {
    const enough = this.published.acknowledged.length + more;
    while (this.published.acknowledged.length < enough && this.published.failures.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async stop(): Promise<Published> {
    this.stopped = true;
    await this.done;
    this.agent.destroy();
    return this.published;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const url = this.target();
      if (url === null) await new Promise((resolve) => setTimeout(resolve, 5));
      else await this.publish(url);
    }
  }

  private async publish(url: string): Promise<void> {
    try {
      const { status, text } = await this.post(
        `${url}/graphql`,
        JSON.stringify({ query: PUBLISH, variables: { events: [hubEvent()] } }),
      );
      const { data } = JSON.parse(text) as {
        data?: { publishHubEvents: { outcomes: [{ status: string; event: { id: string } }] } };
      };
      const [outcome] = data?.publishHubEvents.outcomes ?? [];
      if (status === 200 && outcome?.status === 'STORED') {
        this.published.acknowledged.push(outcome.event.id);
      } else this.published.failures.push(`${status} ${text}`);
    } catch (error) {
      this.published.failures.push(String(error));
    }
  }

  private post(url: string, body: string): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const sent = request(
        url,
        { method: 'POST', agent: this.agent, headers: { 'content-type': 'application/json' } },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => (text += part));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
          response.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

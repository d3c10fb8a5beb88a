import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Data } from '../kit/gql';
import { urn } from '../kit/ids';
import { Term } from '../kit/payloads';

/** A Caliper sender as its own code behaves: how it shows its key, what it sends, what it takes for success. */
export interface Sender {
  readonly name: string;
  readonly key: 'raw' | 'Bearer' | 'Basic' | 'apikey' | 'path';
  readonly body: 'envelope' | 'array of envelopes' | 'event' | 'array of events';
  /** Ids of its events: `urn:uuid:`, a bare UUID, or none, as in Caliper 1.0. */
  readonly ids: 'urn' | 'bare' | 'none';
  /** Statuses that it takes for success; it looks at no body. */
  readonly accepts: readonly number[];
  /** What it sends again when a request failed: nothing, the same, or all that it has not seen accepted. */
  readonly resends: 'nothing' | 'same' | 'everything';
  readonly type?: 'application/ld+json';
  readonly gzip?: boolean;
}

/** A sender at work: what it made, and what it believes to be taken in. */
export class SenderAtWork {
  readonly term = new Term();
  private readonly failed: Data[][] = [];

  constructor(
    private readonly sender: Sender,
    private readonly url: string,
    private readonly key: string,
  ) {}

  /** Events of one request. */
  make(count: number): Data[] {
    const events = Array.from({ length: this.sender.body === 'event' ? 1 : count }, (_, n) => {
      const id = urn();
      const ids = { urn: id, bare: id.slice('urn:uuid:'.length), none: null };
      return this.term.navigation({ id: ids[this.sender.ids], extensions: { n, of: id } });
    });
    return events;
  }

  /** Sends as the sender does, until it is content or gives up. @returns whether it believes that all is taken in. */
  async send(events: Data[], tries = 5): Promise<boolean> {
    const { resends } = this.sender;
    const batches = resends === 'everything' ? [...this.failed.splice(0), events] : [events];
    for (const batch of batches) {
      const content = await this.once(batch);
      if (content) continue;
      if (resends === 'everything') this.failed.push(...batches);
      if (resends === 'nothing' || tries === 1) return false;
      if (resends === 'same') return this.send(batch, tries - 1);
      return this.send(this.failed.pop() ?? [], tries - 1);
    }
    return true;
  }

  /** One request on a connection of its own. */
  private async once(events: readonly Data[]): Promise<boolean> {
    const text = Buffer.from(JSON.stringify(this.bodyOf(events)));
    const body = this.sender.gzip ? gzipSync(text) : text;
    const status = await new Promise<number | null>((resolve) => {
      const sent = request(
        this.url + (this.sender.key === 'path' ? `/${this.key}` : ''),
        { method: 'POST', agent: false, headers: this.headers(body.length) },
        (answer) => answer.resume().on('end', () => resolve(answer.statusCode ?? null)),
      );
      sent.on('error', () => resolve(null)).end(body);
    });
    return status !== null && this.sender.accepts.includes(status);
  }

  private bodyOf(events: readonly Data[]): unknown {
    const sendTime = new Date().toISOString();
    const envelope = (data: readonly Data[]) => this.term.envelope(data, { sendTime });
    switch (this.sender.body) {
      case 'envelope':
        return envelope(events);
      case 'array of envelopes':
        return events.map((event) => envelope([event]));
      case 'event':
        return events[0];
      case 'array of events':
        return events;
    }
  }

  private headers(length: number): Record<string, string | number> {
    const { key } = this;
    const shown = {
      raw: { authorization: key },
      Bearer: { authorization: `Bearer ${key}` },
      Basic: { authorization: `Basic ${Buffer.from(`lms:${key}`).toString('base64')}` },
      apikey: { authorization: `apikey ${key}` },
      path: {},
    };
    return {
      ...shown[this.sender.key],
      'content-type': this.sender.type ?? 'application/json',
      ...(this.sender.gzip ? { 'content-encoding': 'gzip' } : {}),
      'content-length': length,
      connection: 'close',
    };
  }
}

import { type BodyLimits, type CaliperItem, readBody, readBodyText } from '../caliper/body';
import { holdsCaliper, readBodyBytes } from '../caliper/body-bytes';
import { conformanceOf } from '../caliper/conformance';
import { type Clock, sqlNow } from '../kernel/clock';
import { CodedError } from '../kernel/coded-error';
import { newId } from '../kernel/id';
import { withEscapedSurrogates } from '../kernel/json';
import type { Door } from '../kernel/metrics';
import type { Principal } from '../kernel/principal';
import type { Problem } from '../kernel/problem';
import type { SqlTime } from '../kernel/timestamp';
import type { Redaction } from '../redaction/redaction';
import type { EventSource } from './event.entity';
import { IngestWatch } from './ingest-watch';
import { namesOnly } from './names-only';
import { type ExtraCheck, prepareCaliper } from './prepare-caliper';
import { type HubItem, prepareHubItem } from './prepare-hub';
import type { PreparedIngest, PreparedItem, WrittenReceipt } from './prepared';
import { programRight, requireSending, sensorRight } from './publish-rights';
import { sentBy } from './sent-by';
import { redactedHubItem, redactedItem } from './redacted-item';
import type { WriteQueue } from './write-queue';

/** Bounds and strictness of one call. */
export interface IngestOptions {
  /** Events and descriptions of one call. */
  readonly maxItems: number;
  /** Members and elements of one of them, at all its levels; 20,000 when not said. */
  readonly maxValues?: number;
  /** Whether a sensor's events must conform to be stored; null is the sensor of bare events. */
  readonly isStrict: (sensor: string | null) => boolean;
  /** What is taken out of everything that comes in, before anything else is done with it. */
  readonly redaction: Redaction;
  /** Whether what somebody's events say of persons, courses and roles is learnt; not said: everybody's is. */
  readonly teaches?: (principal: Principal) => boolean;
  /** May refuse events before they are written: TOO_MANY_EVENTS, RATE_LIMITED. */
  readonly admit?: (principal: Principal, events: number) => Promise<unknown> | null;
}

/** What a Caliper body came to that was received over HTTP. */
export interface ReceivedCaliper {
  readonly receiptId: string;
  /** Why the body is none of Caliper's, and all of it in quarantine; null where any of it could be looked at. */
  readonly refusal: Problem | null;
}

/** How a body's text is read in a call. */
export function bodyLimits({ maxItems, maxValues, redaction }: IngestOptions): BodyLimits {
  return { maxItems, maxValues, redact: (text, isJson) => redaction.text(text, isJson) };
}

/** What a strict sensor's items are checked for before they are stored. */
function strictCheck({ isStrict }: IngestOptions): ExtraCheck {
  return ({ value, envelope }) =>
    isStrict(envelope.sensor) ? conformanceOf(value, { envelope }) : [];
}

/** What a sender's items must meet to be stored: a sensor that the sender may speak for, then its strictness. */
export function storableFor(principal: Principal, options: IngestOptions): ExtraCheck {
  const [right, strict] = [sensorRight(principal), strictCheck(options)];
  return (item) => {
    const forbidden = right(item);
    return forbidden.length > 0 ? forbidden : strict(item);
  };
}

/**
 * Takes events in, by whatever door they came. Outcomes of a call, each item by itself:
 * STORED, DUPLICATE (the same again, with the id of the first), QUARANTINED (kept with its problems) or
 * REJECTED (a hub event that breaks a rule or claims another's identity; the publisher keeps it).
 * Nothing is answered before the commit.
 */
export class IngestService {
  constructor(
    private readonly queue: WriteQueue,
    private readonly clock: Clock,
    private readonly options: IngestOptions,
    private readonly watch: IngestWatch = new IngestWatch(),
    private readonly door: Door = 'graphql',
  ) {}

  /** Hub events, one outcome each. @throws CodedError TOO_MANY_EVENTS, and then nothing is stored. */
  publishHub(principal: Principal, events: readonly object[]): Promise<WrittenReceipt> {
    return this.publishHubItems(
      principal,
      events.map((value) => ({ kind: 'EVENT', value })),
    );
  }

  /** Hub events of a file: what cannot be read at all goes to quarantine. @throws CodedError TOO_MANY_EVENTS */
  publishHubItems(principal: Principal, items: readonly HubItem[]): Promise<WrittenReceipt> {
    if (items.length > this.options.maxItems) throw tooMany(items.length, this.options.maxItems);
    const { redaction } = this.options;
    return this.take(principal, 'HUB', () =>
      items.map((item) => prepareHubItem(redactedHubItem(item, redaction))),
    );
  }

  /** A Caliper body that has been parsed: envelope, array of envelopes, event, array of events. */
  ingestCaliper(principal: Principal, body: unknown): Promise<WrittenReceipt> {
    return this.takeCaliper(principal, readBody(this.options.redaction.value(body), this.options));
  }

  /** A Caliper body as text, kept byte for byte; text that is not JSON is quarantined with a position. */
  ingestCaliperText(principal: Principal, text: string): Promise<WrittenReceipt> {
    const body = withEscapedSurrogates(text);
    return this.takeCaliper(principal, readBodyText(body, bodyLimits(this.options)));
  }

  /** A Caliper body as it came over HTTP. What is none at all is kept too, and the sender is to be told. */
  async receiveCaliper(principal: Principal, body: Buffer): Promise<ReceivedCaliper> {
    const items = readBodyBytes(body, bodyLimits(this.options));
    const { id, outcomes } = await this.takeCaliper(principal, items);
    const refused =
      !holdsCaliper(items) && outcomes.every(({ status }) => status === 'QUARANTINED');
    const problems = refused ? outcomes.flatMap((outcome) => outcome.problems) : [];
    const refusal = problems.find(({ code }) => code !== 'UNKNOWN_DATA_VERSION') ?? problems[0];
    return { receiptId: id, refusal: refusal ?? null };
  }

  /** Caliper items that are cut out of their text already: those of a file. @throws CodedError TOO_MANY_EVENTS */
  ingestItems(principal: Principal, items: readonly CaliperItem[]): Promise<WrittenReceipt> {
    if (items.length > this.options.maxItems) throw tooMany(items.length, this.options.maxItems);
    const { redaction } = this.options;
    return this.takeCaliper(
      principal,
      items.map((item) => redactedItem(item, redaction)),
    );
  }

  private takeCaliper(
    principal: Principal,
    items: readonly CaliperItem[],
  ): Promise<WrittenReceipt> {
    return this.take(principal, 'CALIPER', (receivedAt) =>
      prepareCaliper(items, receivedAt, storableFor(principal, this.options)),
    );
  }

  private take(
    principal: Principal,
    source: EventSource,
    prepare: (receivedAt: SqlTime) => PreparedItem[],
  ): Promise<WrittenReceipt> {
    requireSending(principal, source);
    const receiptId = newId();
    const receivedAt = sqlNow(this.clock);
    const { tenantId, subject } = principal;
    const prepared = programRight(principal, prepare(receivedAt));
    const isTaught = this.options.teaches?.(principal) ?? true;
    const items = sentBy(subject, isTaught ? prepared : prepared.map(namesOnly));
    const ingest: PreparedIngest = {
      tenantId,
      subject,
      receiptId,
      source,
      receivedAt,
      items,
    };
    return this.watch.call(this.door, ingest, async () => {
      await this.options.admit?.(principal, items.length);
      return this.queue.add(ingest);
    });
  }
}

function tooMany(came: number, most: number): CodedError {
  return new CodedError(
    'TOO_MANY_EVENTS',
    `at most ${most} events were allowed; ${came} came, and none was stored`,
    {
      path: '',
      required: `at most ${most}`,
      came: String(came),
    },
  );
}

import { eventIdOf, parseEventId } from '../hub/hub-event-id';
import { pascalCase } from '../hub/spelling';
import { isObject } from '../kernel/json';
import { type Principal, requireScope } from '../kernel/principal';
import { type Reach, wholeTenant } from '../kernel/reach';
import { rowSelection } from '../storage/row-selection';
import type { EventListService } from './event-list.service';
import { EVENT, ITS_TEXT } from './event-table';
import type { EventStore } from './event.store';
import { type HubQuery, readHubQuery } from './hub-query';
import { hubRecord } from './hub-record';
import { type HubText, readHubBody } from './hub-body';
import type { IngestService } from './ingest.service';
import type { Outcome } from './prepared';
import type { StoredEvent } from './stored-event';

/** How one event of a body ended, with the hub's id for it where it is stored. */
export type HubOutcome = Pick<Outcome, 'status' | 'eventId' | 'problems'>;

/** What publishing a body came to. */
export interface PublishedHub {
  readonly receiptId: string;
  /** Whether the body was an array. */
  readonly isBatch: boolean;
  readonly outcomes: readonly HubOutcome[];
  /** The event as the hub writes it, where the body was a single one and is stored. */
  readonly record: string | null;
}

/** A page of the feed, and the cursor after its last event; null for an empty page. */
export interface HubPage {
  readonly records: readonly string[];
  readonly next: string | null;
}

/** What the service is made of. */
export interface HubApiParts {
  readonly ingest: IngestService;
  readonly events: EventStore;
  readonly lists: EventListService;
}

const WITH_BODY = rowSelection<StoredEvent>(EVENT, null, ITS_TEXT);

/** Publishes and reads hub events in the hub's own spelling (Learning Hub, “Event”): the same events, and the same rules. */
export class HubApiService {
  private readonly ingest: IngestService;
  private readonly events: EventStore;
  private readonly lists: EventListService;

  constructor(
    services: HubApiParts,
    private readonly reachOf: (principal: Principal) => Reach | Promise<Reach>,
  ) {
    this.ingest = services.ingest;
    this.events = services.events;
    this.lists = services.lists;
  }

  /** One event or an array of them, as bytes. @throws CodedError as readHubBody does, and TOO_MANY_EVENTS: nothing is stored then. */
  async publish(principal: Principal, body: Buffer): Promise<PublishedHub> {
    const { isBatch, events } = readHubBody(body);
    const receipt = await this.ingest.publishHubItems(
      principal,
      events.map(({ value, text }) => ({
        kind: 'EVENT',
        value,
        form: { text, spelling: pascalCase },
      })),
    );
    const outcomes = receipt.outcomes.map((outcome, at) => ({
      ...outcome,
      eventId: outcome.eventId && eventIdOf(programOf(events[at]), outcome.eventId),
    }));
    const [single] = isBatch ? [] : receipt.outcomes;
    const record = single?.eventId ? await this.record(principal, single.eventId) : null;
    return { receiptId: receipt.id, isBatch, outcomes, record };
  }

  /** A hub event as the hub writes it; null for what there is not, and for what the principal may not see. */
  async find(principal: Principal, eventId: string): Promise<string | null> {
    requireScope(principal, 'reading events', ['events:read']);
    const parts = parseEventId(eventId);
    if (!parts) return null;
    const reach = await this.reachOf(principal);
    const event = (await this.events.byIds(reach, [parts.id], WITH_BODY)).get(parts.id);
    if (event?.publisherProgramId !== parts.programId) return null;
    return hubRecord(event, reach.personal);
  }

  /** A page of the reader's feed: nothing can slip in before its cursor. @throws CodedError BAD_USER_INPUT */
  async page(principal: Principal, query: HubQuery): Promise<HubPage> {
    requireScope(principal, 'reading events', ['events:read']);
    const list = readHubQuery(query);
    const reach = await this.reachOf(principal);
    const { edges, pageInfo } = await this.lists.list(reach, list, WITH_BODY);
    return {
      records: edges.map(({ node }) => hubRecord(node, reach.personal)),
      next: pageInfo.endCursor,
    };
  }

  /** What was just published, to its publisher. */
  private async record({ tenantId, scopes }: Principal, id: string): Promise<string> {
    const event = (await this.events.byIds(wholeTenant(tenantId), [id], WITH_BODY)).get(id);
    if (!event) throw new Error('a committed event must be readable');
    return hubRecord(event, scopes.has('pii:read'));
  }
}

function programOf(event: HubText | undefined): string {
  const value = event?.value;
  const program = isObject(value) ? value[pascalCase('publisherProgramId')] : null;
  return typeof program === 'string' ? program : '';
}

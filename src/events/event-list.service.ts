import { isId } from '../kernel/id';
import { type Connection, type PageArguments, type Place, readPageArguments } from '../kernel/page';
import type { Reach } from '../kernel/reach';
import { readTimestamp } from '../kernel/timestamp';
import type { EventFilter } from './event-filter';
import { EventOrder } from './event-order';
import type { EventSelection } from './event-selections';
import { type EventList, type EventStore, isReceived } from './event.store';
import type { FeedStore } from './feed.store';
import type { StoredEvent } from './stored-event';

/** The arguments of every list of events. */
export interface EventListArguments extends PageArguments {
  readonly filter?: EventFilter | null;
  readonly orderBy?: EventOrder | null;
}

/** Lists the events that a reach reaches. */
export class EventListService {
  constructor(
    private readonly events: EventStore,
    private readonly feed: FeedStore,
  ) {}

  /** A page of all events; for the RECEIVED orders, what is committed gets its place in the feed first. */
  async list(
    reach: Reach,
    args: EventListArguments,
    selection: EventSelection,
  ): Promise<Connection<StoredEvent>> {
    const order = args.orderBy ?? EventOrder.OCCURRED_DESC;
    if (!isReceived(order)) return this.events.page(reach, readEventList(args), selection);
    const page = readPageArguments(args, order, 2, isFeedPlace);
    await this.feed.placeReceipts(reach.tenantId);
    const list = { filter: args.filter ?? {}, order, page };
    return this.feed.page(reach, list, selection);
  }
}

/** Checks the arguments of a list of events under a person, course or membership. @throws CodedError BAD_USER_INPUT */
export function readEventList(args: EventListArguments): EventList {
  const order = args.orderBy ?? EventOrder.OCCURRED_DESC;
  const page = isReceived(order)
    ? readPageArguments(args, order, 1, ([id]) => isId(id ?? ''))
    : readPageArguments(args, order, 2, isOccurredPlace);
  return { filter: args.filter ?? {}, order, page };
}

/** Whether a cursor's values are an instant and an id. */
export function isOccurredPlace([time, id]: Place): boolean {
  return time?.length === 23 && readTimestamp(time)?.time === time && isId(id ?? '');
}

const WHOLE = /^\d{1,15}$/;

function isFeedPlace(place: Place): boolean {
  return place.every((part) => WHOLE.test(part));
}

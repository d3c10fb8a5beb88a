import type { Clock } from '../kernel/clock';
import type { Database } from '../storage/database';
import { ActivityStore } from './activity.store';
import { attribution } from './attribution';
import { EventListService } from './event-list.service';
import { EventWriter } from './event-writer';
import { EventStore } from './event.store';
import { FeedStore } from './feed.store';
import { type IngestOptions, IngestService } from './ingest.service';
import { PublishService } from './publish.service';
import { QuarantineStore } from './quarantine.store';
import { ReceiptStore } from './receipt.store';
import { ReplayService } from './replay.service';
import { EventsResolver } from './resolvers/events.resolver';
import { PublishResolver } from './resolvers/publish.resolver';
import { QuarantineResolver } from './resolvers/quarantine.resolver';
import { WRITE_QUEUE_LIMITS, WriteQueue } from './write-queue';

/** How the events of a gateway are taken in. */
export interface EventOptions extends IngestOptions {
  /** Write transactions at work at once. */
  readonly writers?: number;
}

/** The services and stores of this module on one database, and the instances of its resolvers. */
export function eventServices(database: Database, clock: Clock, options: EventOptions) {
  const events = new EventStore(database);
  const activities = new ActivityStore(database);
  const quarantine = new QuarantineStore(database);
  const receipts = new ReceiptStore(database);
  const writer = new EventWriter(database, attribution(database));
  const queue = new WriteQueue((ingests) => writer.write(ingests), {
    ...WRITE_QUEUE_LIMITS,
    ...(options.writers === undefined ? {} : { writers: options.writers }),
  });
  const ingest = new IngestService(queue, clock, options);
  const replay = new ReplayService(writer, quarantine, clock, options);
  const lists = new EventListService(events, new FeedStore(database));
  return {
    events,
    activities,
    quarantine,
    ingest,
    replay,
    lists,
    resolvers: [
      new EventsResolver(lists, activities, receipts),
      new PublishResolver(ingest, new PublishService(ingest, events), replay),
      new QuarantineResolver(quarantine),
    ],
  };
}

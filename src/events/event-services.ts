import type { Clock } from '../kernel/clock';
import type { Door } from '../kernel/metrics';
import type { Database } from '../storage/database';
import { ActivityStore } from './activity.store';
import { attribution } from './attribution';
import { EventListService } from './event-list.service';
import { EventWriter } from './event-writer';
import { EventStore } from './event.store';
import { FeedStore } from './feed.store';
import { type IngestOptions, IngestService } from './ingest.service';
import { IngestWatch } from './ingest-watch';
import { PublishService } from './publish.service';
import { QuarantineStore } from './quarantine.store';
import { ReceiptStore } from './receipt.store';
import { ReplayService } from './replay.service';
import { EventsResolver } from './resolvers/events.resolver';
import { PublishResolver } from './resolvers/publish.resolver';
import { QuarantineResolver } from './resolvers/quarantine.resolver';
import { WriteQueue } from './write-queue';

/** How the events of a gateway are taken in. */
export interface EventOptions extends IngestOptions {
  /** Who is told what becomes of them. */
  readonly watch?: IngestWatch;
  /** Is told of what fails where no caller waits for it. */
  readonly report?: (error: unknown) => void;
}

/** The services and stores of this module on one database, and the instances of its resolvers. */
export function eventServices(database: Database, clock: Clock, options: EventOptions) {
  const events = new EventStore(database);
  const activities = new ActivityStore(database);
  const quarantine = new QuarantineStore(database);
  const receipts = new ReceiptStore(database);
  const { redaction, report } = options;
  const writer = new EventWriter(database, attribution(database), redaction, report);
  const watch = options.watch ?? new IngestWatch();
  const queue = new WriteQueue((ingests) => watch.group(ingests, () => writer.write(ingests)));
  const ingestThrough = (door: Door) => new IngestService(queue, clock, options, watch, door);
  const ingest = ingestThrough('graphql');
  const replay = new ReplayService(writer, quarantine, clock, options, watch);
  const lists = new EventListService(events, new FeedStore(database));
  return {
    events,
    activities,
    quarantine,
    ingest,
    replay,
    lists,
    ingestThrough,
    queue,
    close: () => writer.close(),
    resolvers: [
      new EventsResolver(lists, activities, receipts),
      new PublishResolver(ingest, new PublishService(ingest, events), replay),
      new QuarantineResolver(quarantine),
    ],
  };
}

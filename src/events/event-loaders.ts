import DataLoader from 'dataloader';
import { checkArguments } from '../graphql/check-arguments';
import { isObject, type JsonObject } from '../kernel/json';
import type { Connection } from '../kernel/page';
import type { ActivityQuery, ActivityRow, ActivityStore } from './activity.store';
import { type EventListArguments, readEventList } from './event-list.service';
import type { EventParent, EventStore } from './event.store';
import type { RowBudget } from '../kernel/row-budget';
import type { QuarantineStore } from './quarantine.store';
import type { StoredEvent } from './stored-event';

/** The text an event came as, parsed once, when somebody asks for what it says. */
export class EventBody {
  private parsed: JsonObject | undefined;

  constructor(readonly raw: string) {}

  /** What the text says. Numbers are as JavaScript can hold them; `raw` has them as they came. */
  get json(): JsonObject {
    if (this.parsed === undefined) {
      const value: unknown = JSON.parse(this.raw);
      this.parsed = isObject(value) ? value : {};
    }
    return this.parsed;
  }
}

const BATCH = { maxBatchSize: 1000 };

/** What the loaders read from. */
export interface EventReaders {
  readonly events: EventStore;
  readonly activities: ActivityStore;
  readonly quarantine: QuarantineStore;
}

/** The events that one request has asked for: each asked of the database once, all of a level together. */
export class EventLoaders {
  /** An event by its id; null when the tenant has none of that id. */
  readonly byId: DataLoader<string, StoredEvent | null>;
  /** The text an event came as. */
  readonly body: DataLoader<string, EventBody | null>;
  /** The text of an item in quarantine. */
  readonly quarantined: DataLoader<string, string | null>;
  private readonly activityLoaders = new Map<string, DataLoader<string, readonly ActivityRow[]>>();
  private readonly pages = new Map<string, DataLoader<string, Connection<StoredEvent>>>();

  private readonly events: EventStore;
  private readonly activities: ActivityStore;

  constructor(
    private readonly tenantId: string,
    { events, activities, quarantine }: EventReaders,
    private readonly budget: RowBudget,
  ) {
    this.events = events;
    this.activities = activities;
    this.byId = new DataLoader(async (ids) => {
      const found = await events.byIds(tenantId, ids);
      return ids.map((id) => found.get(id) ?? null);
    }, BATCH);
    this.body = new DataLoader(async (ids) => {
      const found = await events.bodies(tenantId, ids);
      return ids.map((id) => {
        const raw = found.get(id);
        return raw === undefined ? null : new EventBody(raw);
      });
    }, BATCH);
    this.quarantined = new DataLoader(async (ids) => {
      const found = await quarantine.texts(tenantId, ids);
      return ids.map((id) => found.get(id) ?? null);
    }, BATCH);
  }

  /**
   * A page of the events under a parent: one statement for all parents that ask for the same page, and
   * its arguments checked once.
   */
  async under(
    column: EventParent,
    parentId: string,
    args: EventListArguments,
  ): Promise<Connection<StoredEvent>> {
    const key = JSON.stringify([column, args]);
    let loader = this.pages.get(key);
    if (!loader) {
      checkArguments(args);
      const list = readEventList(args);
      loader = new DataLoader(async (parents) => {
        this.budget.spend(parents.length * list.page.limit);
        const found = await this.events.pagesUnder(this.tenantId, column, parents, list);
        return parents.map((parent) => found.get(parent) as Connection<StoredEvent>);
      }, BATCH);
      this.pages.set(key, loader);
    }
    return loader.load(parentId);
  }

  /** The activity of a course: one statement for all courses that ask for the same. */
  async activityOfCourse(courseId: string, query: ActivityQuery): Promise<ActivityRow[]> {
    const key = JSON.stringify(query);
    let loader = this.activityLoaders.get(key);
    if (!loader) {
      loader = new DataLoader(
        (courses) => this.activities.ofCourses(this.tenantId, courses, query),
        BATCH,
      );
      this.activityLoaders.set(key, loader);
    }
    return [...(await loader.load(courseId))];
  }
}

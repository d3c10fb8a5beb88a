import DataLoader from 'dataloader';
import { argumentsKey } from '../graphql/arguments-key';
import { checkArguments } from '../graphql/check-arguments';
import { type Connection, DEFAULT_PAGE, MAX_PAGE, type PageArguments } from '../kernel/page';
import type { ReachOfRequest } from '../kernel/reach';
import type { ActivityQuery, ActivityRow, ActivityStore, ActivityTotals } from './activity.store';
import { EventBody } from './event-body';
import { type EventListArguments, readEventList } from './event-list.service';
import { type EventSelection, WHOLE_EVENT } from './event-selections';
import type { EventParent, EventStore } from './event.store';
import type { RowBudget } from '../kernel/row-budget';
import type { QuarantineStore } from './quarantine.store';
import type { StoredEvent } from './stored-event';

const BATCH = { maxBatchSize: 1000 };

/** What the loaders read from. */
export interface EventReaders {
  readonly events: EventStore;
  readonly activities: ActivityStore;
  readonly quarantine: QuarantineStore;
}

/** What a page of events is under. */
export interface ParentOfEvents {
  readonly column: EventParent;
  readonly id: string;
}

/** The events that one request has asked for, as far as it reaches: each asked of the database once, all of a level together. */
export class EventLoaders {
  /** The text of an item in quarantine. */
  readonly quarantined: DataLoader<string, string | null>;
  /** How much ever happened in a course. */
  readonly activityTotals: DataLoader<string, ActivityTotals>;
  private readonly body: DataLoader<string, EventBody | null>;
  private readonly sentLoaders = new Map<string, DataLoader<string, StoredEvent | null>>();
  private readonly single = new Map<string, DataLoader<string, StoredEvent | null>>();
  private readonly activityLoaders = new Map<string, DataLoader<string, readonly ActivityRow[]>>();
  private readonly pages = new Map<string, DataLoader<string, Connection<StoredEvent>>>();

  private readonly events: EventStore;
  private readonly activities: ActivityStore;

  constructor(
    private readonly reach: ReachOfRequest,
    { events, activities, quarantine }: EventReaders,
    private readonly budget: RowBudget,
  ) {
    this.events = events;
    this.activities = activities;
    this.body = new DataLoader(async (ids) => {
      const found = await events.texts(await reach(), ids);
      return ids.map((id) => {
        const raw = found.get(id);
        return raw === undefined ? null : new EventBody(raw);
      });
    }, BATCH);
    this.activityTotals = new DataLoader(
      async (courses) => activities.totalsOfCourses(await reach(), courses),
      BATCH,
    );
    this.quarantined = new DataLoader(async (ids) => {
      const found = await quarantine.texts(await reach(), ids);
      return ids.map((id) => found.get(id) ?? null);
    }, BATCH);
  }

  /** An event by its id; null when the request reaches none of that id. One statement for all that are asked alike. */
  byId(id: string, selection: EventSelection = WHOLE_EVENT): Promise<StoredEvent | null> {
    let loader = this.single.get(selection.columns);
    if (!loader) {
      loader = new DataLoader(async (ids) => {
        const found = await this.events.byIds(await this.reach(), ids, selection);
        return ids.map((each) => found.get(each) ?? null);
      }, BATCH);
      this.single.set(selection.columns, loader);
    }
    return loader.load(id);
  }

  /** The event of an outcome, for who sees the receipt: the reach of the sender is no matter. */
  sent(id: string, selection: EventSelection): Promise<StoredEvent | null> {
    let loader = this.sentLoaders.get(selection.columns);
    if (!loader) {
      loader = new DataLoader(async (ids) => {
        const found = await this.events.sent(await this.reach(), ids, selection);
        return ids.map((each) => found.get(each) ?? null);
      }, BATCH);
      this.sentLoaders.set(selection.columns, loader);
    }
    return loader.load(id);
  }

  /** Looks into the text an event came as: at once where it was read along, else when it has been read. */
  read<T>(event: StoredEvent, view: (body: EventBody | null) => T): T | Promise<T> {
    return event.body === undefined ? this.body.load(event.id).then(view) : view(event.body);
  }

  /**
   * A page of the events under a parent: one statement for all parents that ask for the same page, and
   * its arguments checked once.
   */
  async under(
    { column, id }: ParentOfEvents,
    args: EventListArguments,
    selection: EventSelection = WHOLE_EVENT,
  ): Promise<Connection<StoredEvent>> {
    const key = column + argumentsKey(args) + selection.columns;
    let loader = this.pages.get(key);
    if (!loader) {
      checkArguments(args);
      const list = readEventList(args);
      loader = new DataLoader(async (parents) => {
        const under = { parentColumn: column, parents };
        const found = await this.events.pagesUnder(await this.reach(), under, list, selection);
        return parents.map((parent) => found.get(parent) as Connection<StoredEvent>);
      }, BATCH);
      this.pages.set(key, loader);
    }
    this.budget.spend(pageSize(args));
    return loader.load(id);
  }

  /** A list at the root, once its rows are taken out of what the request may read. */
  async charged<T>(page: PageArguments, read: () => Promise<T>): Promise<T> {
    this.budget.spend(pageSize(page));
    return read();
  }

  /** The activity of a course: one statement for all courses that ask for the same. */
  async activityOfCourse(courseId: string, query: ActivityQuery): Promise<ActivityRow[]> {
    const key = JSON.stringify(query);
    let loader = this.activityLoaders.get(key);
    if (!loader) {
      loader = new DataLoader(
        async (courses) => this.activities.ofCourses(await this.reach(), courses, query),
        BATCH,
      );
      this.activityLoaders.set(key, loader);
    }
    return [...(await loader.load(courseId))];
  }
}

/** Rows that a page may have; what is no size is refused by whoever reads the page. */
function pageSize({ first, last }: PageArguments): number {
  return Math.min(MAX_PAGE, Math.max(0, first ?? last ?? DEFAULT_PAGE));
}

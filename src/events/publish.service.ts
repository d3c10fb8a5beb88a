import { CodedError } from '../kernel/coded-error';
import type { Principal } from '../kernel/principal';
import { wholeTenant } from '../kernel/reach';
import type { EventSelection } from './event-selections';
import type { EventStore } from './event.store';
import type { IngestService } from './ingest.service';
import type { StoredEvent } from './stored-event';

/** Publishes a single hub event, for clients that want the event back and errors as errors. */
export class PublishService {
  constructor(
    private readonly ingest: IngestService,
    private readonly events: EventStore,
  ) {}

  /**
   * Outcomes: the event as stored, or as it was stored before.
   * @throws CodedError with the code of the first problem, its path, and all problems.
   */
  async one(principal: Principal, event: object, selection: EventSelection): Promise<StoredEvent> {
    const { outcomes } = await this.ingest.publishHub(principal, [event]);
    const [outcome] = outcomes;
    const [problem] = outcome?.problems ?? [];
    if (problem) {
      const { code, message, path, required, came } = problem;
      throw new CodedError(code, message, {
        path: `/event${path}`,
        required,
        came,
        problems: outcome?.problems,
      });
    }
    const id = outcome?.eventId ?? '';
    const stored = (await this.events.sent(wholeTenant(principal.tenantId), [id], selection)).get(
      id,
    );
    if (!stored) throw new Error('a committed event must be readable');
    return stored;
  }
}

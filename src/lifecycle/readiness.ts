import type { Logger } from 'pino';
import type { ReadyState } from '../http/health';

/** What readiness is made of. */
export interface ReadinessChecks {
  /** Names of migrations that the database lacks. @throws when it gives no answer. */
  readonly missingMigrations: () => Promise<readonly string[]>;
  /** Names of settings by which acknowledged events may be lost. */
  readonly durabilityFaults: () => Promise<readonly string[]>;
}

/** Milliseconds. */
export interface ReadinessTimes {
  /** After which a database that gave no answer counts as one that gives none. */
  readonly deadline: number;
  /** For which an answer is good: anybody may ask, as often as they like. */
  readonly keep: number;
  /** For which the settings of the database's server are believed. */
  readonly keepSettings: number;
}

const TIMES: ReadinessTimes = { deadline: 2_000, keep: 1_000, keepSettings: 60_000 };

/**
 * Whether requests should be sent to this gateway. One that is not durable still serves, and says so: taking
 * every gateway out of service would lose more than it keeps. Changes are told to the log, with the reason.
 */
export class Readiness {
  private draining = false;
  private told: ReadyState | null = null;
  private known: { at: number; state: Promise<ReadyState> } | null = null;
  private settings: { at: number; faults: readonly string[] } | null = null;

  constructor(
    private readonly checks: ReadinessChecks,
    private readonly logger: Logger,
    private readonly times: ReadinessTimes = TIMES,
  ) {}

  get isDraining(): boolean {
    return this.draining;
  }

  /** From now on the gateway is not ready, whatever its database says. */
  drain(): void {
    this.draining = true;
  }

  state(): Promise<ReadyState> {
    if (this.draining) return Promise.resolve('draining');
    const now = performance.now();
    if (!this.known || now - this.known.at >= this.times.keep) {
      this.known = { at: now, state: this.check() };
    }
    return this.known.state.then((state) => (this.draining ? 'draining' : state));
  }

  private async check(): Promise<ReadyState> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error('the database gave no answer in time')),
        this.times.deadline,
      );
    });
    try {
      return await Promise.race([this.look(), late]);
    } catch (error) {
      return this.tell('not ready', { err: error });
    } finally {
      clearTimeout(timer);
    }
  }

  private async look(): Promise<ReadyState> {
    const missing = await this.checks.missingMigrations();
    if (missing.length > 0) return this.tell('not ready', { missingMigrations: missing });
    const faults = await this.faultySettings();
    return faults.length > 0 ? this.tell('degraded', { settings: faults }) : this.tell('ready', {});
  }

  private async faultySettings(): Promise<readonly string[]> {
    const now = performance.now();
    if (!this.settings || now - this.settings.at >= this.times.keepSettings) {
      this.settings = { at: now, faults: await this.checks.durabilityFaults() };
    }
    return this.settings.faults;
  }

  private tell(state: ReadyState, why: object): ReadyState {
    if (state !== this.told) {
      const level = state === 'ready' ? 'info' : 'warn';
      this.logger[level]({ state, ...why }, 'readiness changed');
    }
    this.told = state;
    return state;
  }
}

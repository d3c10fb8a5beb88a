import { Presets, SingleBar } from 'cli-progress';
import { whole } from './import/import-report';

/** Where a piece of work stands. */
export interface Standing {
  /** Bytes of its input that were read, of how many; null where nobody knows. */
  readonly done: number;
  readonly total: number | null;
  readonly events: number;
}

/** Milliseconds between two lines, where there is no terminal to draw on. */
const LINE_MILLIS = 10_000;

/** How far a command has come, on standard error: a bar on a terminal, lines in a file, JSON lines where JSON was asked for. */
export class Progress {
  private readonly bar: SingleBar | null;
  private readonly began = performance.now();
  private eventsBefore = 0;
  private doneBefore = 0;
  private lined = performance.now();
  private isOver = false;

  /** @param form `none` says nothing. */
  constructor(
    private readonly form: 'none' | 'lines' | 'json',
    total: number | null,
  ) {
    const draws = form === 'lines' && process.stderr.isTTY && total !== null;
    this.bar = draws
      ? new SingleBar(
          {
            format: '{bar} {percentage} % | {events} events | {rate}/s | {left} left',
            stream: process.stderr,
            hideCursor: true,
            clearOnComplete: true,
            noTTYOutput: false,
          },
          Presets.shades_classic,
        )
      : null;
    this.bar?.start(total ?? 0, 0, { events: '0', rate: '0', left: '…' });
  }

  /** What an earlier run had done already: it says nothing of this run's speed. */
  begin({ done, events }: Standing): void {
    this.doneBefore = done;
    this.eventsBefore = events;
  }

  show(standing: Standing): void {
    const { done, events } = standing;
    const told = {
      events: whole(events),
      rate: whole(this.rate(standing)),
      left: this.left(standing),
    };
    if (this.bar) this.bar.update(done, told);
    else if (this.form !== 'none' && performance.now() - this.lined >= LINE_MILLIS) {
      this.lined = performance.now();
      process.stderr.write(`${this.form === 'json' ? this.json(standing) : this.line(standing)}\n`);
    }
  }

  stop(): void {
    if (!this.isOver) this.bar?.stop();
    this.isOver = true;
  }

  private line(standing: Standing): string {
    const { done, total, events } = standing;
    const part = total === null ? '' : `, ${Math.floor((done / Math.max(total, 1)) * 100)} %`;
    const left = total === null ? '' : `, ${this.left(standing)} left`;
    return `leg: ${whole(events)} events${part}, ${whole(this.rate(standing))}/s${left}`;
  }

  private json(standing: Standing): string {
    const { done, total, events } = standing;
    return JSON.stringify({ events, bytes: done, totalBytes: total, rate: this.rate(standing) });
  }

  private rate({ events }: Standing): number {
    return Math.round((events - this.eventsBefore) / Math.max(this.seconds, 0.001));
  }

  private left({ done, total }: Standing): string {
    const speed = (done - this.doneBefore) / Math.max(this.seconds, 0.001);
    if (total === null || speed <= 0) return '…';
    const seconds = Math.ceil((total - done) / speed);
    const two = (value: number): string => String(value).padStart(2, '0');
    return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }

  private get seconds(): number {
    return (performance.now() - this.began) / 1000;
  }
}

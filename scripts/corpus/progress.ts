const WIDTH = 30;

/**
 * Shows on stderr how far a run is, how fast, and how long it will take: one line that is drawn again, or
 * a line each tenth where nobody watches.
 */
export class Progress {
  private readonly began = performance.now();
  private tenth = 0;
  private done = 0;

  /** @param total files to do. */
  constructor(private readonly total: number) {}

  /** One more is done. */
  step(): void {
    const { total } = this;
    const done = ++this.done;
    const part = done / total;
    const rate = (done * 1000) / Math.max(1, performance.now() - this.began);
    const left = Math.ceil((total - done) / Math.max(rate, 0.01));
    const numbers = `${done}/${total} files  ${rate.toFixed(0)}/s  ${left} s left`;
    if (process.stderr.isTTY) {
      const filled = Math.round(part * WIDTH);
      const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
      process.stderr.write(`\r${bar} ${numbers}    ${part === 1 ? '\n' : ''}`);
    } else if (Math.floor(part * 10) > this.tenth) {
      this.tenth = Math.floor(part * 10);
      process.stderr.write(`${Math.round(part * 100)} %  ${numbers}\n`);
    }
  }
}

const WIDTH = 40;

/** Shows how far something is, on stderr: one line that is drawn again, or a line each tenth where nobody watches. */
export class ProgressBar {
  private tenth = -1;

  constructor(
    private readonly title: string,
    private readonly total: number,
  ) {}

  /** @param done of the total. */
  show(done: number): void {
    const part = Math.min(1, done / this.total);
    if (process.stderr.isTTY) {
      const filled = Math.round(part * WIDTH);
      const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
      process.stderr.write(`\r${this.title} ${bar} ${done}/${this.total}${part === 1 ? '\n' : ''}`);
    } else if (Math.floor(part * 10) > this.tenth) {
      this.tenth = Math.floor(part * 10);
      process.stderr.write(`${this.title} ${Math.round(part * 100)} % (${done}/${this.total})\n`);
    }
  }
}

/** When to send (docs/sync-protocol.md §6): every 4 s for 5 minutes after something happened, then 8 to 60 s, for ever. */

const EAGER_MS = 5 * 60_000;
const EAGER_STEP_MS = 4_000;
const FIRST_STEP_MS = 8_000;
const LAST_STEP_MS = 60_000;

export class Schedule {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private eagerUntil = 0;
  private step = FIRST_STEP_MS;
  private running = false;
  private again = false;

  /** `run` answers whether something still waits; `isVisible`: hidden pages leave it to the service worker. */
  constructor(
    private readonly run: () => Promise<boolean>,
    private readonly isVisible: () => boolean,
  ) {}

  /** Something happened (a start, a save, focus, `online`): now, and eagerly for a while. */
  wake(): void {
    this.eagerUntil = Date.now() + EAGER_MS;
    this.step = FIRST_STEP_MS;
    void this.turn();
  }

  private async turn(): Promise<void> {
    if (this.running) {
      this.again = true;
      return;
    }
    clearTimeout(this.timer);
    this.running = true;
    const waits = await this.run().catch(() => true);
    this.running = false;
    if (this.again) {
      this.again = false;
      void this.turn();
      return;
    }
    this.timer = setTimeout(() => this.isVisible() && void this.turn(), waits ? this.next() : LAST_STEP_MS);
  }

  private next(): number {
    if (Date.now() < this.eagerUntil) return EAGER_STEP_MS;
    this.step = Math.min(LAST_STEP_MS, this.step * 2);
    return this.step * (0.75 + Math.random() / 2);
  }
}

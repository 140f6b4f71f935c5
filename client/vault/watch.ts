/**
 * Locks by itself: after 2 minutes without a touch, or 30 s hidden; a call begun by our button is exempt for 5 minutes.
 * While a guided talk or a turned card is on, people look at each other and not at the phone: a curtain falls over all
 * but the card instead, and the lock comes after 60 minutes (SECURITY S40).
 */

import { signal } from "@preact/signals";

const IDLE_MS = 2 * 60_000;
const HIDDEN_MS = 30_000;
const CALL_MS = 5 * 60_000;
const HELD_MS = 60 * 60_000;
const STEP_MS = 5_000;

export class Watch {
  /** Whether the curtain is down. */
  readonly curtain = signal(false);
  private holders = 0;
  private touched = Date.now();
  private hidden: number | null = null;
  private calling = 0;

  constructor(private readonly lock: () => void) {}

  /** A talk or a turned card is on, until what this answers is called. */
  hold(): () => void {
    this.holders += 1;
    return () => {
      this.holders -= 1;
      this.curtain.value = false;
    };
  }

  start(): void {
    this.touched = Date.now();
    for (const kind of ["pointerdown", "keydown", "click", "input"]) {
      addEventListener(kind, (event) => this.touch(event), { capture: true, passive: true });
    }
    document.addEventListener("visibilitychange", () => {
      this.look();
      this.hidden = document.visibilityState === "hidden" ? Date.now() : null;
    });
    setInterval(() => this.look(), STEP_MS); // a sleeping page runs it the moment it wakes
  }

  /** A touch after a long pause comes too late: it finds the phone locked, or the curtain down. */
  private touch(event: Event): void {
    this.look();
    this.touched = Date.now();
    const link = event.target instanceof Element ? event.target.closest("a[href^='tel:']") : null;
    if (link && event.type === "click") this.calling = Date.now() + CALL_MS;
  }

  private look(): void {
    const now = Date.now();
    if (now < this.calling) return;
    const idle = now - Math.max(this.touched, this.calling);
    const away = this.hidden === null ? 0 : now - Math.max(this.hidden, this.calling);
    if (idle < IDLE_MS && away < HIDDEN_MS) return;
    if (this.holders > 0 && idle < HELD_MS) this.curtain.value = true;
    else this.lock();
  }
}

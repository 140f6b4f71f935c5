/** Locks by itself: after 2 minutes without a touch, or 30 s hidden; a call begun by our button is exempt for 5 minutes. */

const IDLE_MS = 2 * 60_000;
const HIDDEN_MS = 30_000;
const CALL_MS = 5 * 60_000;
const STEP_MS = 5_000;

export function watchForLock(lock: () => void): void {
  let touched = Date.now();
  let hidden: number | null = null;
  let calling = 0;
  const touch = (event: Event): void => {
    touched = Date.now();
    const link = event.target instanceof Element ? event.target.closest("a[href^='tel:']") : null;
    if (link && event.type === "click") calling = Date.now() + CALL_MS;
  };
  for (const kind of ["pointerdown", "keydown", "click", "input"]) addEventListener(kind, touch, { capture: true, passive: true });
  const look = (): void => {
    const now = Date.now();
    if (now < calling) return;
    if (now - Math.max(touched, calling) >= IDLE_MS || (hidden !== null && now - Math.max(hidden, calling) >= HIDDEN_MS)) lock();
  };
  document.addEventListener("visibilitychange", () => {
    look();
    hidden = document.visibilityState === "hidden" ? Date.now() : null;
  });
  setInterval(look, STEP_MS); // a sleeping page runs it the moment it wakes
}

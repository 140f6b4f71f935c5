/** What an author wants to hear no more of: twice put aside is quiet for thirty days. Kept sealed, on the phone only. */
const TIMES = 2;
const QUIET_MS = 30 * 86_400_000;

/** `times`: when this hint was put aside, as kept. */
export function isQuietNow(times: readonly string[], now: number): boolean {
  return times.length >= TIMES && now - Date.parse(times.at(-1) as string) < QUIET_MS;
}

/** The times to keep after one more: older than the quiet, they count no longer. */
export function withDismissal(times: readonly string[], now: number): string[] {
  const recent = times.filter((time) => now - Date.parse(time) < QUIET_MS);
  return [...recent, new Date(now).toISOString()].slice(-TIMES);
}

/** Stamps: a hybrid logical clock as ASCII text that sorts (docs/sync-protocol.md §4). Twin of records/stamps.py. */

export const AHEAD_MS = 5 * 60_000;
const LAST_COUNT = 0xffff;
const WALL_LENGTH = 24;
const PATTERN = /^(\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)-([0-9a-f]{4})-([0-9a-f]{16})$/;

export class Clock {
  private wall = 0;
  private count = 0;

  /** `node`: 16 hex digits, drawn anew for each page session. */
  constructor(readonly node: string) {}

  /** The next stamp at `now` (ms): greater than every one made or seen before. */
  make(now: number): string {
    if (now > this.wall) [this.wall, this.count] = [now, 0];
    else if (this.count < LAST_COUNT) this.count += 1;
    else [this.wall, this.count] = [this.wall + 1, 0];
    return `${toText(this.wall)}-${this.count.toString(16).padStart(4, "0")}-${this.node}`;
  }

  /** Takes note of another's stamp, but never follows it more than 5 minutes past our own clock. */
  see(stamp: string, now: number): void {
    const seen = parse(stamp);
    if (!seen) return;
    const [wall, count] = seen.wall <= now + AHEAD_MS ? [seen.wall, seen.count] : [now + AHEAD_MS, 0];
    if (wall > this.wall || (wall === this.wall && count > this.count)) [this.wall, this.count] = [wall, count];
  }
}

/** A stamp taken apart, or null for what isn't one: no such day, or one before 1970. */
export function parse(stamp: string): { wall: number; count: number; node: string } | null {
  const match = PATTERN.exec(stamp);
  const wall = match ? Date.parse(match[1] as string) : Number.NaN;
  if (!match || Number.isNaN(wall) || wall < 0 || toText(wall) !== match[1]) return null;
  return { wall, count: Number.parseInt(match[2] as string, 16), node: match[3] as string };
}

/** The stamp with its wall part cut down to the time of receipt + 5 minutes. */
export function orderOf(stamp: string, received: number): string {
  const limit = toText(received + AHEAD_MS);
  return stamp.slice(0, WALL_LENGTH) <= limit ? stamp : limit + stamp.slice(WALL_LENGTH);
}

/** UTC milliseconds as the stamp's wall part. */
export function toText(ms: number): string {
  return new Date(ms).toISOString();
}

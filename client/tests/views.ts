/** Records as a phone's screens get them, for tests: in the order in which they are made. */
import type { RecordView } from "../contract";
import type { Values } from "../core/types";

export const NOW = Date.parse("2026-11-24T15:00:00-05:00");
export const ZONE = "America/Toronto";
const DAY = 86_400_000;

/** Remembers what it made: `all` is what the phone holds, a new list whenever something came, as on a phone. */
export class Shelf {
  all: readonly RecordView[] = [];

  add(kind: string, values: Values, parent: RecordView | null = null, more: Partial<RecordView> = {}): RecordView {
    const id = `id-${String(this.all.length).padStart(3, "0")}`;
    const made = NOW - 5 * DAY + this.all.length;
    const root = parent?.root ?? id;
    const record: RecordView = {
      id, kind, parent: parent?.id ?? null, root, mine: true, by: "Ama", made, values,
      masked: false, care: null, state: "safe", safeAt: null, mend: null, history: [], ...more,
    }; // prettier-ignore
    this.all = [...this.all, record];
    return record;
  }

  /** A log, one person's part, and a check-in for them that is due on this day. */
  ask(day: string, values: Values = {}, more: Partial<RecordView> = {}): { log: RecordView; party: RecordView; followUp: RecordView } {
    const log = this.add("conflict", { heat: "h1", outcome: "cooled_down", happened_at: "2026-11-23T10:40:00.000-05:00", ...values });
    const party = this.add("party", { handle: "Heron" }, log);
    return { log, party, followUp: this.add("follow_up", { due: `${day}T10:40:00.000-05:00` }, party, more) };
  }
}

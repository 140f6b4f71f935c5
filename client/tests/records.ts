/** Records as the screens have them, for tests: everything that isn't said is plain. */
import type { RecordView } from "../contract";

let count = 0;

export function record(more: Partial<RecordView>): RecordView {
  count += 1;
  const id = more.id ?? `record-${count}`;
  return {
    id, kind: "conflict", parent: null, root: id, mine: true, by: "Ama", made: 1_795_430_400_000, values: {}, masked: false, care: null,
    state: "safe", safeAt: null, mend: null, history: [], ...more,
  }; // prettier-ignore
}

export const log = record;

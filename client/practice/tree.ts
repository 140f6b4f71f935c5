/** What stands directly below each record, counted once for all the screens that ask about the same records. */
import type { RecordView } from "../contract";

/** A list is never added to: a phone that learnt something has a new one. */
const trees = new WeakMap<readonly RecordView[], Map<string, RecordView[]>>();

/** In the order in which the records came: newest first. */
export function childrenOf(id: string, records: readonly RecordView[]): readonly RecordView[] {
  return treeOf(records).get(id) ?? [];
}

function treeOf(records: readonly RecordView[]): Map<string, RecordView[]> {
  const known = trees.get(records);
  if (known) return known;
  const tree = new Map<string, RecordView[]>();
  for (const record of records) {
    if (record.parent === null) continue;
    const beside = tree.get(record.parent);
    if (beside) beside.push(record);
    else tree.set(record.parent, [record]);
  }
  trees.set(records, tree);
  return tree;
}

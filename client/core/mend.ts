/** What the centre refused, as it comes again: a refused save stored nothing there, so its changes keep their ids. */
import type { Change, Values } from "./types";

export interface Mended {
  record: string;
  /** All that stands of the record now: what makes it anew, where it was refused as a whole. */
  whole: Values;
  /** What differs from before; null takes back. */
  values: Values;
}

/**
 * What was written to the record becomes one change with the new answers, under the id of the first; whatever else came
 * in the same saves is as it was.
 */
export function mend(refused: readonly Change[], { record, whole, values }: Mended, stamp: string): Change[] {
  const own = refused.filter((one) => one.record === record);
  const [first] = own;
  if (!first) return [...refused];
  const set = first.id === record ? whole : Object.assign({}, ...own.map((one) => one.set), values);
  return [{ ...first, stamp, set }, ...refused.filter((one) => one.record !== record)];
}

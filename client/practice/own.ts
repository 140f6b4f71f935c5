/** What stands at this phone's centre, by field: kept by the phone, read by whatever offers something. */
import { signal } from "@preact/signals";
import { rowsOf, type Row } from "../core/own";
import type { Values } from "../core/types";

export const own = signal<Values>({});

/** The rows of one of the centre's lists. */
export function rowsHere(field: string): Row[] {
  return rowsOf(field, own.value);
}

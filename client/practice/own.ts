/** What stands at this phone's centre, by field: kept by the phone, read by whatever offers something. */
import { signal } from "@preact/signals";
import type { OnCall } from "../contract";
import type { Entry, Known } from "../core/book";
import { rowsOf, settingsOf, type Row } from "../core/own";
import type { Values } from "../core/types";

const NUMBERS: (keyof OnCall)[] = ["duty", "second_contact", "emergency", "crisis", "danger", "law", "desk"];

export const own = signal<Values>({});

/** Takes what all settings say now; answers whether it is something else than before. */
export function takeOwn(records: readonly Known[]): boolean {
  const settings = settingsOf(records);
  if (JSON.stringify(settings) === JSON.stringify(own.value)) return false;
  own.value = settings;
  return true;
}

export function isSetting(entry: Entry): boolean {
  return (entry.e === "record" ? entry.kind : entry.e === "change" && entry.change.kind) === "setting";
}

/** What lies unsealed of the settings, so that a locked phone can help: nothing else of them does. */
export function toOnCall(settings: Record<string, unknown>): OnCall {
  const known = NUMBERS.map((name) => [name, settings[name] ?? (name === "desk" ? "" : [])]);
  return Object.fromEntries(known) as OnCall;
}

/** The rows of one of the centre's lists. */
export function rowsHere(field: string): Row[] {
  return rowsOf(field, own.value);
}

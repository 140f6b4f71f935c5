/** Whether somebody practises: on a phone of its own, with pretend people, of which nothing is kept or sent. */
import { signal } from "@preact/signals";
import type { Phone } from "../contract";
import { go } from "./route";

export const practising = signal<Phone | null>(null);

/** All that was practised is gone. */
export function stopPractising(to = ""): void {
  practising.value = null;
  go(to);
}

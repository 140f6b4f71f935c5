/** Whether somebody practises: on a phone of its own, with pretend people, of which nothing is kept or sent. */
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import type { Phone } from "../contract";
import { go } from "./route";

export interface Practising {
  phone: Phone;
  /** What “Get help” leads to first. */
  IsItReal: ComponentType;
  /** What stands in place of giving a handover from phone to phone. */
  NotHere: ComponentType;
}

export const practising = signal<Practising | null>(null);

/** All that was practised is gone. */
export function stopPractising(to = ""): void {
  practising.value = null;
  go(to);
}

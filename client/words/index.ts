/** The words in the chosen language. Both are there from the start: a switch waits for nothing. */
import { signal } from "@preact/signals";
import type { Language } from "../contract";
import type { Pair } from "../core/types";
import { en, type Words } from "./en";
import { fr } from "./fr";

export const words = signal<Words>(en);
export const language = signal<Language>("en");
/** The centre's zone, in which its days begin and end; before a centre is known the phone's own. */
export const zone = signal<string | undefined>(undefined);

/** Switches all that is on the screen; nothing that was tapped is touched by it. */
export function speak(wanted: Language): void {
  words.value = wanted === "fr" ? fr : en;
  language.value = wanted;
  document.documentElement.lang = wanted;
}

/** A definition's label in the chosen language. */
export function say(pair: Pair | undefined): string {
  return pair?.[language.value === "fr" ? 1 : 0] ?? "";
}

const DAY_MS = 86_400_000;

/** “16:05” today, “Mon 16:05” this week, “3 Nov 16:05” before. */
export function sayTime(ms: number): string {
  const timeZone = zone.value;
  const time = new Date(ms).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone });
  const dayOf = (at: number): string => new Date(at).toLocaleDateString("en-CA", { timeZone });
  const now = Date.now();
  if (dayOf(ms) === dayOf(now)) return time;
  const close = ms < now && now - ms < 6 * DAY_MS;
  const day: Intl.DateTimeFormatOptions = close ? { weekday: "short" } : { day: "numeric", month: "short" };
  return `${new Date(ms).toLocaleDateString(language.value, { ...day, timeZone })} ${time}`;
}

/** The words in the chosen language. English is there from the start; French comes as a chunk of its own. */
import { signal } from "@preact/signals";
import type { Language } from "../contract";
import type { Pair } from "../core/types";
import { en, type Words } from "./en";

export const words = signal<Words>(en);
export const language = signal<Language>("en");

/** Switches all that is on the screen; nothing that was tapped is touched by it. */
export async function speak(wanted: Language): Promise<void> {
  const said = wanted === "fr" ? (await import("./fr")).fr : en;
  words.value = said;
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
  const time = new Date(ms).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const midnight = new Date().setHours(0, 0, 0, 0);
  if (ms >= midnight && ms < midnight + DAY_MS) return time;
  const close = ms >= midnight - 6 * DAY_MS && ms < midnight;
  const day = new Date(ms).toLocaleDateString(language.value, close ? { weekday: "short" } : { day: "numeric", month: "short" });
  return `${day} ${time}`;
}

/** A card that is turned to the clients. While one is, nothing else can be reached: leaving it in any way locks the phone. */
import { signal } from "@preact/signals";
import type { Language } from "../contract";

export interface Turned {
  card: "rules" | "agreement" | "written" | "complaint" | "questions";
  /** What is on it, line by line, in each language. */
  lines: Record<Language, string[]>;
  language: Language;
}

export const turned = signal<Turned | null>(null);

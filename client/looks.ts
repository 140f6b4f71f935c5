/** What is this device's alone: language and looks. Kept unsealed, since nothing in it tells of anybody. */
import type { Language, Looks } from "./contract";

const PLAIN: Looks = { theme: "system", lift: false, left: false, bigger: false, calmer: false, cannotCall: false };

export function readLanguage(): Language {
  const kept = localStorage.getItem("language") ?? localStorage.getItem("firstLanguage") ?? navigator.language;
  return kept.startsWith("fr") ? "fr" : "en";
}

/** The language in which the centre's phones start; what a worker chose stays. */
export function firstLanguage(chosen: unknown): Language {
  if (chosen === "en" || chosen === "fr") localStorage.setItem("firstLanguage", chosen);
  else localStorage.removeItem("firstLanguage");
  return readLanguage();
}

export function writeLanguage(language: Language): Language {
  localStorage.setItem("language", language);
  return language;
}

/** The centre's zone: a locked phone says times as an open one does. */
export function readZone(): string | undefined {
  return localStorage.getItem("zone") ?? undefined;
}

export function writeZone(zone: string): string {
  localStorage.setItem("zone", zone);
  return zone;
}

export function readLooks(): Looks {
  try {
    return { ...PLAIN, ...(JSON.parse(localStorage.getItem("looks") ?? "{}") as Partial<Looks>) };
  } catch {
    return PLAIN;
  }
}

export function writeLooks(looks: Looks): Looks {
  localStorage.setItem("looks", JSON.stringify(looks));
  return looks;
}

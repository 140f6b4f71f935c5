/** What a first quick log can do without: one file of code and one of looks, loaded together when first needed. */
import { signal } from "@preact/signals";
import type { ComponentChild } from "preact";
import { useEffect } from "preact/hooks";
import type { Practice } from "../core/definitions";
import { usePractice } from "./context";

declare const __MORE_SHEET__: string;
type More = typeof import("../screens/more");

const loaded = signal<More | "opening" | "missing">("opening");

/** The parts once they are there. `missing`: no signal, and not kept yet; another `need` tries again. */
export function useMore(need: string): More | "opening" | "missing" {
  const practice = usePractice();
  useEffect(() => load(practice), [need]);
  return loaded.value;
}

/** Fetches them, for whoever asks `moreNow` later. */
export function load(practice: Practice): void {
  if (typeof loaded.value === "object") return;
  loaded.value = "opening";
  Promise.all([import("../screens/more"), addSheet()]).then(
    ([more]) => {
      more.addTo(practice);
      loaded.value = more;
    },
    () => (loaded.value = "missing"),
  );
}

/** The parts where they are there already: for a save, which waits for nothing. */
export function moreNow(): More | undefined {
  return typeof loaded.value === "object" ? loaded.value : undefined;
}

/** A piece of them on an early screen: nothing is there until they are. */
export function LaterPart({ draw }: { draw: (more: More) => ComponentChild }) {
  const more = useMore("a part");
  return <>{typeof more === "object" && draw(more)}</>;
}

/** The looks of those parts; once is enough. */
function addSheet(): Promise<unknown> {
  if (document.querySelector(`link[href="${__MORE_SHEET__}"]`)) return Promise.resolve();
  const link = document.createElement("link");
  const there = new Promise((done, fail) => {
    link.addEventListener("load", done);
    link.addEventListener("error", () => {
      link.remove();
      fail(new Error("no signal"));
    });
  });
  link.rel = "stylesheet";
  link.href = __MORE_SHEET__;
  document.head.append(link);
  return there;
}

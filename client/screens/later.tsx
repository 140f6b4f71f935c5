/** Every screen that isn't needed for a first quick log: they come together, in a file of their own, when one is opened. */
import { signal } from "@preact/signals";
import type { ComponentChild } from "preact";
import { useEffect } from "preact/hooks";
import { usePractice } from "../ui/context";
import { go } from "../ui/route";
import { Screen } from "../ui/screen";
import { words } from "../words";

type Loaded = typeof import("./more");

const loaded = signal<Loaded | "opening" | "missing">("opening");

/** Asks for them again at each new address, until they are here. */
function useLater(path: string[]): Loaded | "opening" | "missing" {
  const practice = usePractice();
  useEffect(() => {
    if (typeof loaded.value === "object") return;
    loaded.value = "opening";
    import("./more").then(
      (more) => {
        more.addTo(practice);
        loaded.value = more;
      },
      () => (loaded.value = "missing"),
    );
  }, [path.join("/")]);
  return loaded.value;
}

/** `path`: the address, part by part. */
export function LaterScreen({ path }: { path: string[] }) {
  const more = useLater(path);
  if (typeof more === "object") return <more.MoreScreen path={path} />;
  const missing = more === "missing";
  return (
    <Screen id="later" title={missing ? words.value.notHereYet : words.value.opening} back={() => go("")}>
      {missing && <p>{words.value.notHereYetLead}</p>}
    </Screen>
  );
}

/** A piece of theirs on an early screen: nothing is there until they are. */
export function LaterPart({ draw }: { draw: (more: Loaded) => ComponentChild }) {
  const more = useLater([]);
  return <>{typeof more === "object" && draw(more)}</>;
}

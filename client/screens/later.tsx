/** Every screen that isn't needed for a first quick log: they come together, in a file of their own, when one is opened. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { usePractice } from "../ui/context";
import { go } from "../ui/route";
import { Screen } from "../ui/screen";
import { words } from "../words";

declare const __MORE_SHEET__: string;
type Loaded = typeof import("./more");

const loaded = signal<Loaded | "opening" | "missing">("opening");

/** `path`: the address, part by part. */
export function LaterScreen({ path }: { path: string[] }) {
  const practice = usePractice();
  useEffect(() => {
    if (typeof loaded.value === "object") return;
    loaded.value = "opening";
    Promise.all([import("./more"), addSheet()]).then(
      ([more]) => {
        more.addTo(practice);
        loaded.value = more;
      },
      () => (loaded.value = "missing"),
    );
  }, [path.join("/")]);
  if (typeof loaded.value === "object") return <loaded.value.MoreScreen path={path} />;
  const missing = loaded.value === "missing";
  return (
    <Screen id="later" title={missing ? words.value.notHereYet : words.value.opening} back={() => go("")}>
      {missing && <p>{words.value.notHereYetLead}</p>}
    </Screen>
  );
}

/** The looks of those screens; once is enough. */
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

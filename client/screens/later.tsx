/** Every screen that isn't needed for a first quick log: they come together, in a file of their own, when one is opened. */
import { useMore } from "../ui/more";
import { go } from "../ui/route";
import { Screen } from "../ui/screen";
import { words } from "../words";

/** `path`: the address, part by part. */
export function LaterScreen({ path }: { path: string[] }) {
  const more = useMore(path.join("/"));
  if (typeof more === "object") return <more.MoreScreen path={path} />;
  const missing = more === "missing";
  return (
    <Screen id="later" title={missing ? words.value.notHereYet : words.value.opening} back={() => go("")}>
      {missing && <p>{words.value.notHereYetLead}</p>}
    </Screen>
  );
}

/** Draws nothing: while the phone is open, how soon each request must be answered follows what its matter says by now. */
import { useEffect } from "preact/hooks";
import type { Ask } from "../../contract";
import { usePhone } from "../../ui/context";
import { isEnd } from "../logs";
import { useAsk } from "./use_ask";

export function KeepLevels() {
  const phone = usePhone();
  const ended = new Set(phone.records.value.filter(isEnd).map((one) => one.parent));
  const standing = phone.asks.value.filter((ask) => !ask.locked && !ended.has(ask.record));
  return (
    <>
      {standing.map((ask) => (
        <KeepLevel key={ask.record} ask={ask} />
      ))}
    </>
  );
}

function KeepLevel({ ask }: { ask: Ask }) {
  const { due, change } = useAsk(ask.record);
  useEffect(() => {
    if (due) void change({ level: due });
  }, [due]);
  return null;
}

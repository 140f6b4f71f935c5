/** Who it is about, and on some screens how to ask: one line under the question. */
import { dayOf } from "../../practice/due";
import type { Around } from "../../practice/check_in";
import { say } from "../../words";
import { happenedAt } from "../logs";
import type { Asked } from "./find";
import { sayWho } from "./who";
import { fill, said, sayDay } from "./words";

export function leadOf(screen: string, due: Asked, { matter, now, zone }: Around): string {
  const since = matter.log ? sayDay(dayOf(happenedAt(matter.log), zone), dayOf(now, zone)) : "";
  const how: Record<string, string> = {
    private: say(said.alone),
    since: since && fill(said.opening, { day: since }),
    words: say(said.theirWords),
    worked: say(said.theirWords),
  };
  return [`${sayWho(due)}.`, how[screen]].filter(Boolean).join(" ");
}

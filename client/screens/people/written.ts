/** When something was written, and whether that was more than an hour after it happened. */
import type { RecordView } from "../../contract";
import { isWrittenLater } from "../../practice/corrections";
import { say, sayTime } from "../../words";
import { happenedAt } from "../logs";
import { said } from "./words";

export function sayLater(made: number, about: RecordView): string {
  const time = sayTime(made);
  return isWrittenLater(made, happenedAt(about)) ? `${time}, ${say(said.writtenLater)}` : time;
}

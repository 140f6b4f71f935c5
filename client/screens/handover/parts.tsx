/** What writing and reading a handover show alike: its shift, its plans, the check-ins that are due. */
import type { Practice } from "../../core/definitions";
import type { Row } from "../../practice/sheet";
import { usePhone } from "../../ui/context";
import { language, say, sayTime } from "../../words";
import { fill, said } from "./words";

export function sayShift(practice: Practice, shift: unknown, day: unknown): string {
  return [say(practice.option(["part_of_day"], shift)?.label), sayDay(String(day ?? ""))].filter(Boolean).join(", ");
}

export function sayCare(count: number): string {
  return count === 1 ? say(said.careOne) : fill(say(said.careMany), { n: String(count) });
}

export function Plans({ rows }: { rows: Row[] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{say(said.plans)}</h2>
      <ul class="plain">
        {rows.map((row, n) => (
          <li key={n}>
            {row["plan"]} <b>{fill(say(said.until), { day: sayDay(row["ends_on"] ?? "") })}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Checkins({ rows }: { rows: Row[] }) {
  const colleagues = usePhone().colleagues.value;
  if (rows.length === 0) return null;
  const nameOf = (id: string): string => colleagues.find((person) => person.id === id)?.name ?? "";
  return (
    <section>
      <h2>{say(said.checkins)}</h2>
      <ul class="plain">
        {rows.map(({ who = "", when = "", by = "" }, n) => (
          <li key={n}>
            <b>{who || say(said.someone)}</b>, {sayTime(Date.parse(when))}
            {nameOf(by) && `. ${fill(say(said.withBy), { name: nameOf(by) })}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** At noon it is the same day in every zone that a centre is in. */
function sayDay(day: string): string {
  return day && new Date(`${day}T12:00`).toLocaleDateString(language.value, { day: "numeric", month: "long" });
}

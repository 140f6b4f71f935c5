/** Below a log: with whom a check-in is planned, and the way to plan one without a talk (PRACTICE QL-09). */
import { dayOf } from "../../practice/due";
import { isDeclined, type Planned } from "../../practice/plan";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { go } from "../../ui/route";
import { say, zone } from "../../words";
import { QUICK_LOG } from "../logs";
import { findPlanned } from "./find";
import { fill, said, sayNear } from "./words";

export function PlannedLine({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const today = dayOf(phone.now(), zone.value);
  const { people } = findPlanned(phone, practice, id);
  if (people.length === 0) return null;
  const how = (person: Planned): string => {
    if (person.line) return sayNear(person.line.day, today);
    return person.own && isDeclined(person.own) ? say(practice.option(["checkin_how"], person.own.values["how"])?.label) : "";
  };
  const answered = people.filter((person) => how(person) !== "");
  const read = answered.map((person) => fill(said.with, { who: person.handle ?? say(said.youKnowWho), when: how(person) })).join(" · ");
  return (
    <section>
      <Button class="line" icon="clock" code="plan_check_in" onTap={() => go(`plan_check_in/${id}`)}>
        <span>
          {say(practice.question(practice.form(QUICK_LOG), "checkin_wish")?.label)}
          <small>{read || say(said.notPlanned)}</small>
        </span>
        <Icon name="on" />
      </Button>
    </section>
  );
}

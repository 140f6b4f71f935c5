/** Step 9: space with an end, asked alone, somebody chose to stop. Step 10: support, and a check-in with each person. */
import { linesOf } from "../../practice/content";
import { dayOf } from "../../practice/due";
import { toList, type Offer } from "../../practice/offer";
import { countsHere } from "../../practice/own_days";
import { addPart, withAnswer, type Part, type Talk } from "../../practice/talk";
import type { Cell } from "../../core/types";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Screen } from "../../ui/screen";
import { say, sayTime, words, zone } from "../../words";
import { toLocalTime } from "../logs";
import { LibraryTiles, sayLine, toggle } from "./library";
import { nameOf } from "./shapes";
import { Asked, AskedEach, Chips, EachPerson, Opens, useQuestion } from "./taps";
import type { TalkHand } from "./use_talk";
import { said } from "./words";

const DAY_MS = 86_400_000;
const PLAN_DAYS = [3, 7, 14, 30];
const USUAL_DAYS = 7;
const CHECK_IN_DAYS = [1, 2, 7];
const FIRST_LINES = 3;

export function Space({ hand }: { hand: TalkHand }) {
  const { talk } = hand;
  const lines = toList(planOf(talk)?.values["lines"]);
  const stopped = talk.values["someone_stopped"] === "yes";
  const read = lines.map((code) => sayLine("space_plans", code)).join(" ");
  return (
    <>
      <Opens code="plan" label={say(said.spacePlan)} value={read || say(said.noPlan)} onTap={() => hand.open("plan")} />
      <AskedEach hand={hand} field="ok_with_it" without={["skip"]} />
      <Button
        class="chip"
        code="stopped"
        pressed={stopped}
        onTap={() => hand.change((now) => withAnswer(now, "someone_stopped", stopped ? null : "yes"))}
      >
        {say(said.stopped)}
      </Button>
    </>
  );
}

/** A plan is shared and always ends. Where people are not kept apart for safety, one who carries it all is asked about. */
export function PlanScreen({ hand, offer, onBack }: { hand: TalkHand; offer: Offer; onBack: () => void }) {
  const phone = usePhone();
  const { talk } = hand;
  const plan = planOf(talk);
  const lines = toList(plan?.values["lines"]);
  const tap = (code: string): void =>
    hand.change((now) => {
      const held = planOf(now);
      const next = toggle(toList(held?.values["lines"]), code);
      const others = now.parts.filter((part) => part !== held);
      if (next.length === 0) return { ...now, parts: others };
      if (held) return { ...now, parts: [...others, { ...held, values: { ...held.values, lines: next } }] };
      return addPart(now, phone.newId(), "plan", null, { lines: next, ends_on: toDay(phone.now(), USUAL_DAYS) });
    });
  const set = (edit: (part: Part) => Part): void =>
    hand.change((now) => ({ ...now, parts: now.parts.map((part) => (part.kind === "plan" ? edit(part) : part)) }));
  const days = PLAN_DAYS.map((count) => ({
    code: toDay(phone.now(), count),
    label: [`${count} days`, `${count} jours`] as [string, string],
  }));
  const people = talk.people.map((person, i) => ({ code: person.id, label: [nameOf(talk, i), nameOf(talk, i)] as [string, string] }));
  return (
    <Screen
      id="plan"
      title={say(said.spacePlan)}
      back={onBack}
      dock={
        <Button class="button main" code="done" onTap={onBack}>
          {words.value.done}
        </Button>
      }
    >
      {plan && (
        <section class="asked">
          <h2>{say(said.endsOn)}</h2>
          <Chips
            name="ends"
            options={days}
            chosen={plan.values["ends_on"]}
            onTap={(ends_on) => set((part) => ({ ...part, values: { ...part.values, ends_on } }))}
          />
        </section>
      )}
      {plan && offer.joint && people.length > 1 && (
        <section class="asked">
          <h2>{say(said.whoCarries)}</h2>
          <Chips
            name="carries"
            options={[{ code: "both", label: said.bothCarry }, ...people]}
            chosen={plan.person ?? "both"}
            onTap={(code) => set((part) => ({ ...part, person: code === "both" ? null : code }))}
          />
          {plan.person && (
            <p class="hint" role="status">
              {say(said.unfair)}
            </p>
          )}
        </section>
      )}
      <LibraryTiles
        lines={linesOf("space_plans", toList(talk.known["types"]), !offer.joint)}
        chosen={lines}
        first={FIRST_LINES}
        onTap={tap}
      />
    </Screen>
  );
}

export function FollowUp({ hand }: { hand: TalkHand }) {
  const { talk } = hand;
  const offers = (talk.values["offers"] as Record<string, Cell>[] | undefined) ?? [];
  const promised = talk.parts.some((part) => part.kind === "promise");
  return (
    <>
      <Opens
        code="support"
        label={say(said.support)}
        value={String(offers.length || say(said.noPlan))}
        onTap={() => hand.open("support")}
      />
      <section class="asked">
        <h2>{say(said.checkIns)}</h2>
        <EachPerson talk={talk}>
          {(i) => {
            const due = followUpOf(talk, i)?.values;
            const read =
              due?.["how"] === "declined" ? say(said.noThanks) : due ? sayTime(Date.parse(String(due["due"]))) : say(said.noCheckIn);
            return <Opens code={`check_in-${i}`} label="" value={read} onTap={() => hand.open(`check_in:${i}`)} />;
          }}
        </EachPerson>
      </section>
      {promised && <Asked hand={hand} field="copy" />}
    </>
  );
}

/** When and how to ask one person again; “no thanks” is an answer too. */
export function CheckInScreen({ hand, index, onBack }: { hand: TalkHand; index: number; onBack: () => void }) {
  const phone = usePhone();
  const { talk } = hand;
  const { options } = useQuestion("how");
  const held = followUpOf(talk, index);
  const set = (values: Part["values"]): void =>
    hand.change((now) => {
      const before = followUpOf(now, index);
      const person = now.people[index]?.id ?? null;
      if (!before) return addPart(now, phone.newId(), "follow_up", person, values);
      return { ...now, parts: now.parts.map((part) => (part === before ? { ...part, values } : part)) };
    });
  const days = countsHere(CHECK_IN_DAYS, dayOf(phone.now(), zone.value)).map((count) => ({
    code: toLocalTime(phone.now() + count * DAY_MS),
    label: (count === 1 ? said.tomorrowIs : [`In ${count} days`, `Dans ${count} jours`]) as [string, string],
  }));
  const chosen = days.find((day) => String(held?.values["due"]).slice(0, 10) === day.code.slice(0, 10))?.code;
  const how = String(held?.values["how"] ?? "in_person");
  return (
    <Screen
      id="check_in"
      title={nameOf(talk, index)}
      back={onBack}
      dock={
        <Button class="button main" code="done" onTap={onBack}>
          {words.value.done}
        </Button>
      }
    >
      <section class="asked">
        <h2>{say(said.checkIns)}</h2>
        <Chips
          name="due"
          options={days.map((day, i) => ({ ...day, code: String(i) }))}
          chosen={String(days.findIndex((day) => day.code === chosen))}
          onTap={(i) => set({ due: days[Number(i)]?.code ?? null, how: how === "declined" ? "in_person" : how })}
        />
      </section>
      <section class="asked">
        <Chips
          name="how"
          options={options}
          chosen={held?.values["how"]}
          onTap={(code) => set(code === "declined" ? { how: code } : { due: held?.values["due"] ?? days[0]?.code ?? null, how: code })}
        />
      </section>
    </Screen>
  );
}

/** What was offered, and what they said to it. */
export function SupportScreen({ hand, offer, onBack }: { hand: TalkHand; offer: Offer; onBack: () => void }) {
  const { talk } = hand;
  const rows = (talk.values["offers"] as Record<string, Cell>[] | undefined) ?? [];
  const answers = usePractice().vocabularies["offer_answer"]?.options ?? [];
  const answerOf = (code: string): Cell | undefined => rows.find((row) => row["offer"] === code)?.["answer"];
  const set = (code: string, answer: string): void =>
    hand.change((now) => {
      const held = (now.values["offers"] as Record<string, Cell>[] | undefined) ?? [];
      const others = held.filter((row) => row["offer"] !== code);
      return withAnswer(now, "offers", answerOf(code) === answer ? others : [...others, { offer: code, answer }]);
    });
  const lines = linesOf("aftercare", toList(talk.known["types"]), !offer.joint);
  return (
    <Screen
      id="support"
      title={say(said.support)}
      back={onBack}
      dock={
        <Button class="button main" code="done" onTap={onBack}>
          {words.value.done}
        </Button>
      }
    >
      {lines.map((line) => (
        <div key={line.code} class="idea" data-offer={line.code}>
          <p>{say(line.label)}</p>
          <Chips name={`offer-${line.code}`} options={answers} chosen={answerOf(line.code)} onTap={(answer) => set(line.code, answer)} />
        </div>
      ))}
    </Screen>
  );
}

function planOf(talk: Talk): Part | undefined {
  return talk.parts.find((part) => part.kind === "plan");
}

function followUpOf(talk: Talk, index: number): Part | undefined {
  const id = talk.people[index]?.id;
  return talk.parts.find((part) => part.kind === "follow_up" && part.person === id);
}

function toDay(now: number, days: number): string {
  return toLocalTime(now + days * DAY_MS).slice(0, 10);
}

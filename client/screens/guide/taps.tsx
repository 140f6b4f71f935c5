/** The few things that are tapped on a step: a row of chips for all, a row of chips for each person, a line that opens. */
import type { ComponentChildren } from "preact";
import type { Option, Pair, Question, Value } from "../../core/types";
import { Button } from "../../ui/button";
import { usePractice } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { say } from "../../words";
import { GUIDED_TALK, type Talk } from "../../practice/talk";
import { Who } from "./shapes";
import type { TalkHand } from "./use_talk";
import { withAnswer, withPerson } from "../../practice/talk";

interface Choice {
  options: Option[];
  chosen: Value | undefined;
  onTap: (code: string) => void;
  name: string;
}

export function Chips({ options, chosen, onTap, name }: Choice) {
  return (
    <div class="choice" role="group">
      {options.map(({ code, label, short }) => (
        <Button key={code} class="chip" code={`${name}-${code}`} pressed={chosen === code} onTap={() => onTap(code)}>
          {say((short as Pair | undefined) ?? label)}
        </Button>
      ))}
    </div>
  );
}

/** A question of the whole talk, answered in place. A second tap takes it back. */
export function Asked({ hand, field, without = [] }: { hand: TalkHand; field: string; without?: string[] }) {
  const { question, options } = useQuestion(field);
  if (!question) return null;
  const chosen = hand.talk.values[field];
  const shown = options.filter((option) => !without.includes(option.code));
  return (
    <section class="asked">
      <h2>{say(question.label)}</h2>
      <Chips
        name={field}
        options={shown}
        chosen={chosen}
        onTap={(code) => hand.change((talk) => withAnswer(talk, field, code === chosen ? null : code))}
      />
    </section>
  );
}

/** A question asked of each person, in equal rows. */
export function AskedEach({ hand, field, without = [] }: { hand: TalkHand; field: string; without?: string[] }) {
  const { question, options } = useQuestion(field);
  if (!question) return null;
  const shown = options.filter((option) => !without.includes(option.code));
  return (
    <section class="asked">
      <h2>{say(question.label)}</h2>
      <EachPerson talk={hand.talk}>
        {(i) => {
          const chosen = hand.talk.people[i]?.values[field];
          const tap = (code: string): void => hand.change((talk) => withPerson(talk, i, field, code === chosen ? null : code));
          return <Chips name={`${field}-${i}`} options={shown} chosen={chosen} onTap={tap} />;
        }}
      </EachPerson>
    </section>
  );
}

/** The same row for everybody: shape and name, then what is asked. */
export function EachPerson({ talk, children }: { talk: Talk; children: (index: number) => ComponentChildren }) {
  return (
    <div class="each-person">
      {talk.people.map((person, i) => (
        <div key={person.id} class="person-row">
          <Who index={i} />
          {children(i)}
        </div>
      ))}
    </div>
  );
}

/** A line that says what is chosen and opens where it is chosen. */
export function Opens({ label, value, code, onTap }: { label: string; value: string; code: string; onTap: () => void }) {
  return (
    <Button class="line opens" code={code} onTap={onTap}>
      <span>{label}</span>
      <b>{value}</b>
      <Icon name="on" />
    </Button>
  );
}

export function useQuestion(field: string): { question: Question | undefined; options: Option[] } {
  const practice = usePractice();
  const question = practice.question(practice.form(GUIDED_TALK), field);
  return { question, options: question ? practice.optionsOf(question) : [] };
}

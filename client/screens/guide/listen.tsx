/** Step 1, one panel of equal weight for each person; one person's needs and feelings; step 2, the author's own balance. */
import { countWords } from "../../practice/balance";
import { toList } from "../../practice/offer";
import { QuestionView } from "../../practice/question";
import { GUIDED_TALK, withAnswer, withPerson, type Talk } from "../../practice/talk";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { Screen } from "../../ui/screen";
import { say, words } from "../../words";
import { Balance } from "./balance";
import { letterOf, nameOf, Shape, Who } from "./shapes";
import { Opens } from "./taps";
import type { TalkHand } from "./use_talk";
import { said } from "./words";

const MOST_PEOPLE = 6;

export function Listen({ hand }: { hand: TalkHand }) {
  const phone = usePhone();
  const { talk } = hand;
  const add = (): void => hand.change((now) => ({ ...now, people: [...now.people, { id: phone.newId(), values: {}, ms: 0 }] }));
  return (
    <>
      <div class="panels">
        {talk.people.map((person, i) => {
          const yes = person.values["said_back"] === "yes";
          const tap = (): void => hand.change((now) => withPerson(now, i, "said_back", yes ? null : "yes"));
          return (
            <div key={person.id} class={`panel person-${i}`}>
              <Who index={i} />
              <Button class="tile" code={`said_back-${i}`} pressed={yes} onTap={tap}>
                <span class="label">
                  {say(said.saidBack)} <small>{say(said.saidBackYes)}</small>
                </span>
                {yes && <Icon name="tick" />}
              </Button>
              <Button class="quiet" code={`person-${i}`} onTap={() => hand.open(`person:${i}`)}>
                {toPanel(talk, i) || say(said.more)}
              </Button>
            </div>
          );
        })}
      </div>
      {talk.people.length < MOST_PEOPLE && (
        <Button class="quiet" icon="plus" code="add_person" onTap={add}>
          {say(said.addPerson)}
        </Button>
      )}
    </>
  );
}

function toPanel(talk: Talk, index: number): string {
  const values = talk.people[index]?.values ?? {};
  const count = [values["needs"], values["feelings"]].flatMap(toList).length;
  return count > 0 ? `${say(said.more)}: ${count}` : "";
}

/** What matters to one person, in taps; their words come at the end. */
export function PersonScreen({ hand, index, onBack }: { hand: TalkHand; index: number; onBack: () => void }) {
  const practice = usePractice();
  const form = practice.form(GUIDED_TALK);
  const person = hand.talk.people[index];
  if (!person) return null;
  const asked = ["needs", "feelings", "said_back", "support"].map((field) => practice.question(form, field));
  return (
    <Screen
      id="person-part"
      title={nameOf(hand.talk, index)}
      back={onBack}
      middle={<Shape index={index} />}
      dock={
        <Button class="button main" code="done" onTap={onBack}>
          {words.value.done}
        </Button>
      }
    >
      {asked.map(
        (question) =>
          question && (
            <section key={question.field} data-field={question.field}>
              <h2>{say(question.label)}</h2>
              <QuestionView
                form={form}
                question={question}
                values={person.values}
                started={hand.talk.safeAt}
                onAnswer={(field, value) => hand.change((talk) => withPerson(talk, index, field, value))}
              />
            </section>
          ),
      )}
    </Screen>
  );
}

/** Minutes and ties: for the author's eyes, and for nobody else's. */
export function Neutral({ hand }: { hand: TalkHand }) {
  const practice = usePractice();
  const { talk } = hand;
  const tie = talk.mine["own_tie"] as string[] | undefined;
  const question = practice.question(practice.form(GUIDED_TALK), "own_tie");
  const read = (tie ?? []).map((code) => say(practice.option(["neutral_check"], code)?.label)).join(", ");
  const sides = talk.people.map(({ id, ms, values }, i) => ({
    id,
    name: letterOf(values["handle"], i),
    minutes: ms / 60_000,
    words: countWords(values["words"]),
  }));
  const tied = (tie ?? []).some((code) => code !== "no_tie");
  return (
    <>
      <Balance sides={sides} />
      {question && <Opens code="own_tie" label={say(said.myTie)} value={read} onTap={() => hand.open("own_tie")} />}
      {tied && (
        <>
          <p class="hint">{say(said.passOnLead)}</p>
          <Button
            class="chip"
            code="handed_over"
            pressed={talk.values["handed_over"] === "yes"}
            onTap={() => hand.change((now) => withAnswer(now, "handed_over", now.values["handed_over"] === "yes" ? null : "yes"))}
          >
            {say(said.passOn)}
          </Button>
        </>
      )}
    </>
  );
}

/** The author's tie to somebody: it stays on this phone. */
export function OwnTie({ hand, onBack }: { hand: TalkHand; onBack: () => void }) {
  const practice = usePractice();
  const form = practice.form(GUIDED_TALK);
  const question = practice.question(form, "own_tie");
  if (!question) return null;
  return (
    <Screen
      id="own_tie"
      title={say(said.myTie)}
      lead={say(said.only)}
      back={onBack}
      dock={
        <Button class="button main" code="done" onTap={onBack}>
          {words.value.done}
        </Button>
      }
    >
      <QuestionView
        form={form}
        question={question}
        values={hand.talk.mine}
        started={hand.talk.safeAt}
        onAnswer={(field, value) => hand.change((talk) => ({ ...talk, mine: { ...talk.mine, [field]: value } }))}
      />
    </Screen>
  );
}

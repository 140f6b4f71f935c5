/** The end of a talk: where, how it ended, new flags (no safety question has a default), then words on one page, if wanted. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Form, Question, Value, Values } from "../../core/types";
import { withDefaults } from "../../practice/flow";
import { QuestionView, Tiles } from "../../practice/question";
import { GUIDED_TALK, withAnswer, withPerson, type Part, type Talk } from "../../practice/talk";
import { Button } from "../../ui/button";
import { usePractice } from "../../ui/context";
import { Screen } from "../../ui/screen";
import { say, words } from "../../words";
import { QUICK_LOG } from "../logs";
import { inOrder, sayPromise } from "./solve";
import { nameOf, Who } from "./shapes";
import type { TalkHand } from "./use_talk";
import { said } from "./words";

const TALKED = new Set(["together", "shuttle", "one_person"]);

/** One question of the end; it moves on at the tap. */
export function EndQuestion({
  hand,
  field,
  onBack,
  onDone,
}: {
  hand: TalkHand;
  field: "place" | "outcome";
  onBack: () => void;
  onDone: () => void;
}) {
  const practice = usePractice();
  const form = practice.form(field === "place" ? QUICK_LOG : GUIDED_TALK);
  const question = practice.question(form, field);
  if (!question) return null;
  const chosen = field === "place" ? hand.talk.known["place"] : hand.talk.values["outcome"];
  const options = practice.optionsOf(question).filter((option) => option["saves"] !== true);
  const tap = (code: string): void => {
    hand.change((talk) => (field === "place" ? { ...talk, known: { ...talk.known, place: code } } : withAnswer(talk, field, code)));
    onDone();
  };
  return (
    <Screen id={`end-${field}`} title={say(question.label)} back={onBack}>
      <div class="question">
        <Tiles options={options} chosen={(code) => code === chosen} onTap={tap} />
      </div>
    </Screen>
  );
}

export function EndFlags({ hand, onBack, onDone }: { hand: TalkHand; onBack: () => void; onDone: () => void }) {
  const practice = usePractice();
  const form = practice.form(GUIDED_TALK);
  const flags = practice.question(form, "flags");
  const concerns = practice.question(form, "concerns");
  const given = (hand.talk.values["flags"] as string[] | undefined) ?? [];
  if (!flags || !concerns) return null;
  const ask = (question: Question): ComponentChildren => (
    <QuestionView
      form={form}
      question={question}
      values={hand.talk.values}
      started={hand.talk.safeAt}
      onAnswer={(field, value, done) => {
        hand.change((talk) => withAnswer(talk, field, value));
        if (done) onDone();
      }}
    />
  );
  return (
    <Screen
      id="end-flags"
      title={say(flags.label)}
      back={onBack}
      dock={
        given.length > 0 && (
          <Button class="button main" code="done" onTap={onDone}>
            {words.value.done}
          </Button>
        )
      }
    >
      {ask(flags)}
      {given.includes("staff_conduct") && (
        <section>
          <h2>{say(concerns.label)}</h2>
          <p class="hint">{say(concerns.hint)}</p>
          {ask(concerns)}
        </section>
      )}
    </Screen>
  );
}

/** The one page with a keyboard. Everything on it may be skipped. */
export function WordsPage({ hand, onBack, onSave }: { hand: TalkHand; onBack: () => void; onSave: () => void }) {
  const practice = usePractice();
  const form = practice.form(GUIDED_TALK);
  const [busy, setBusy] = useState(false);
  const { talk } = hand;
  const summary = practice.question(form, "summary");
  const open = practice.question(form, "still_open");
  const promises = inOrder(talk.parts.filter((part) => part.kind === "promise"));
  const save = (): void => {
    if (busy) return;
    setBusy(true);
    onSave();
  };
  return (
    <Screen
      id="talk-words"
      title={say(said.words)}
      lead={say(said.wordsLead)}
      back={onBack}
      dock={
        <Button class="button main" code="save" disabled={busy} onTap={save}>
          {say(said.save)}
        </Button>
      }
    >
      {talk.people.map((person, i) => (
        <PersonWords key={person.id} hand={hand} index={i} form={form} />
      ))}
      {summary && TALKED.has(String(talk.values["mode"])) && <OfTalk hand={hand} form={form} question={summary} />}
      {open && talk.values["outcome"] !== "agreement" && <OfTalk hand={hand} form={form} question={open} />}
      {promises.length > 0 && (
        <section>
          <h2>{say(said.whatAgreed)}</h2>
          {promises.map((part) => (
            <PromiseWords key={part.id} hand={hand} part={part} />
          ))}
        </section>
      )}
    </Screen>
  );
}

function PersonWords({ hand, index, form }: { hand: TalkHand; index: number; form: Form }) {
  const practice = usePractice();
  const person = hand.talk.people[index];
  const question = practice.question(form, "words");
  if (!person || !question) return null;
  const set = (field: string, value: Value): void => hand.change((talk) => withPerson(talk, index, field, value));
  return (
    <section class="fields person-words">
      <Who index={index} />
      <Field
        label={`${say(said.nameOf)}, ${nameOf(hand.talk, index)}`}
        name={`handle-${index}`}
        value={String(person.values["handle"] ?? "")}
        most={40}
        onText={(text) => set("handle", text.trim() || null)}
      />
      <h2>{say(question.label)}</h2>
      <QuestionView
        form={form}
        question={question}
        values={person.values}
        started={hand.talk.safeAt}
        onAnswer={(field, value) => set(field, value)}
      />
    </section>
  );
}

function OfTalk({ hand, form, question }: { hand: TalkHand; form: Form; question: Question }) {
  return (
    <section data-field={question.field}>
      <h2>{say(question.label)}</h2>
      <QuestionView
        form={form}
        question={question}
        values={hand.talk.values}
        started={hand.talk.safeAt}
        onAnswer={(field, value) => hand.change((talk) => withAnswer(talk, field, value))}
      />
    </section>
  );
}

function PromiseWords({ hand, part }: { hand: TalkHand; part: Part }) {
  const set = (field: string, text: string): void =>
    hand.change((talk) => ({
      ...talk,
      parts: talk.parts.map((one) =>
        one.id === part.id || (one.of === part.id && field === "what") ? { ...one, values: { ...one.values, [field]: text } } : one,
      ),
    }));
  const label = sayPromise(hand.talk, part).split(/\u00a0?:/)[0] ?? "";
  return (
    <div class="fields">
      <Field
        label={`${label}: ${say(said.does)}`}
        name={`what-${part.id}`}
        value={String(part.values["what"] ?? "")}
        most={120}
        onText={(text) => set("what", text)}
      />
      <Field
        label={`${label}: ${say(said.byWhen)}`}
        name={`by-${part.id}`}
        value={String(part.values["by"] ?? "")}
        most={40}
        onText={(text) => set("by", text)}
      />
    </div>
  );
}

/** A line of text that keeps what is typed while the sealed draft follows behind. */
function Field({
  label,
  name,
  value,
  most,
  onText,
}: {
  label: string;
  name: string;
  value: string;
  most: number;
  onText: (text: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const type = (text: string): void => {
    setTyped(text);
    onText(text);
  };
  return (
    <>
      <label for={name}>{label}</label>
      <input id={name} value={typed} maxLength={most} autocomplete="off" onInput={(event) => type(event.currentTarget.value)} />
    </>
  );
}

/** The log of a talk that began from home: what was tapped at its start and end, under the id that its parts stand below. */
export function toLog(practice: Parameters<typeof withDefaults>[0], talk: Talk): Values {
  const people = talk.people.map((person) => person.values["handle"]).filter((handle) => typeof handle === "string");
  const flags = talk.known["flags"];
  const known: Values = {
    ...talk.known,
    outcome: talk.values["outcome"] ?? "unknown",
    ...(people.length > 0 && { people }),
    ...(flags && { flags }),
  };
  return withDefaults(practice, practice.form(QUICK_LOG), known, talk.safeAt);
}

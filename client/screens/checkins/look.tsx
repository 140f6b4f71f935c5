/** Look and save: the answers, the next step as it is worked out, and whether the save also tells a supervisor. */
import { lineOf } from "../../practice/content";
import { useState } from "preact/hooks";
import type { Draft } from "../../contract";
import type { Form, Question, Values } from "../../core/types";
import { findWorry, toChanges, withNext, type Around } from "../../practice/check_in";
import { dayOf } from "../../practice/due";
import { findFaultyField, isShown, withDefaults } from "../../practice/flow";
import { findOpenRequest } from "../../practice/matter";
import { toTie } from "../../practice/ask";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { go, replace } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say, words } from "../../words";
import { QUICK_LOG, sayAnswer, toLocalTime } from "../logs";
import type { Asked } from "./find";
import { Notice, sayReasons } from "./notice";
import { sayWho } from "./who";
import { said, sayDay } from "./words";

interface Props {
  form: Form;
  draft: Draft;
  due: Asked;
  around: Around;
  onOpen: (screen: string) => void;
  onBack: () => void;
  onDrop: () => void;
}

export function LookScreen({ form, draft, due, around, onOpen, onBack, onDrop }: Props) {
  const phone = usePhone();
  const practice = usePractice();
  const [busy, setBusy] = useState(false);
  const values = withNext(withDefaults(practice, form, draft.values, around.now), around);
  const worry = findWorry(around, values);
  const asked = phone.records.value.find((one) => one.id === draft.ask);
  const open = worry ? (asked ?? findOpenRequest(around.matter)) : undefined;
  const save = async (): Promise<void> => {
    const faulty = findFaultyField(practice, form, "check_in", values, true);
    if (faulty) return onOpen(faulty);
    setBusy(true);
    const me = phone.account.value?.id ?? "";
    const at = toLocalTime(around.now);
    const saving = { id: phone.newId(), due, me, values, worry, open, reason: worry ? sayReasons(worry) : "", at };
    const { record } = await phone.save([...toChanges(saving, around), ...toTie(draft, saving.id)], draft.id);
    navigator.vibrate?.(phone.looks.value.calmer ? 0 : 15);
    if (values["news"] === "small" || values["news"] === "serious") await beginLog();
    replace(`thanks/${record}`);
  };
  /** What is new is a log of its own, begun at once so that it can't be forgotten; its save links it to this matter. */
  const beginLog = async (): Promise<void> => {
    const now = phone.now();
    const { top } = around.matter;
    const fresh = { id: phone.newId(), form: QUICK_LOG, values: {}, screen: "safe", started: now, touched: now, record: null };
    await phone.keepDraft({ ...fresh, ...(top && { sameAs: top }) });
  };
  const find = (fields: string[] | undefined): Question[] =>
    (fields ?? []).map((field) => practice.question(form, field)).filter((question) => question !== undefined);
  const isAsked = (question: Question): boolean => isShown(practice, form, question, values);
  const lines = find(form.lines).filter((question) => isAsked(question) && values[question.field] !== undefined);
  const chips = find(form.chips).filter(isAsked);
  const read = (question: Question): string => sayValue(question, values, around, phone.colleagues.value);
  return (
    <Screen
      id="check_in-look"
      title={words.value.isThisRight}
      lead={`${sayWho(due)}. ${words.value.tapALine}`}
      back={onBack}
      dock={
        <Button class="button main" code="save" disabled={busy} onTap={() => void save()}>
          {words.value.save}
        </Button>
      }
      beside={
        <Button class="button" onTap={() => go(`not_today/${due.followUp.id}`)}>
          {words.value.notNow}
        </Button>
      }
    >
      {due.done && <p class="note">{say(said.doneElsewhere)}</p>}
      {worry && <Notice worry={worry} added={open !== undefined} />}
      <ul class="lines look">
        {lines.map((question) => (
          <li key={question.field}>
            <Button class="line" code={question.field} onTap={() => onOpen(question.field === "concerns" ? "flags" : question.field)}>
              <span>{say(question.line ?? question.label)}</span>
              <b>{read(question)}</b>
              <Icon name="on" />
            </Button>
          </li>
        ))}
      </ul>
      {chips.length > 0 && <h2>{words.value.addIfYouWant}</h2>}
      <div class="chips">
        {chips.map((question) => (
          <Button
            key={question.field}
            class="chip"
            icon={read(question) ? "tick" : "plus"}
            code={question.field}
            onTap={() => onOpen(question.field)}
          >
            {say(question.chip ?? question.label)}
          </Button>
        ))}
      </div>
      <p>
        <Button class="quiet" code="drop" onTap={onDrop}>
          {words.value.throwAway}
        </Button>
      </p>
    </Screen>
  );

  function sayValue(question: Question, given: Values, { now, zone }: Around, colleagues: { id: string; name: string }[]): string {
    const value = given[question.field];
    if (question.type === "date" && typeof value === "string") return sayDay(value, dayOf(now, zone));
    if (question.type !== "lib") return sayAnswer(practice, question, value, colleagues);
    return ((value ?? []) as string[]).map((code) => say(lineOf("aftercare", code)?.label) || code).join(" ");
  }
}

/** One whole attempt: one question a screen, each moves on at the tap; then look and save. Kept at every tap. */
import { useState } from "preact/hooks";
import type { Draft } from "../../contract";
import type { Form, Value } from "../../core/types";
import { CHECK_IN } from "../../practice/check_in";
import { hasAgreement } from "../../practice/matter";
import { isShown, LOOK, nextScreen, screenBefore, screensOf, withAnswer } from "../../practice/flow";
import { endsAtOnce } from "../../practice/question";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { go, replace } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say, words } from "../../words";
import { AnswerView } from "./answer";
import { findDraft, openDraft } from "./drafts";
import { useAround, useDue, type Asked } from "./find";
import { GoneScreen } from "./gone";
import { LookScreen } from "./look";
import { leadOf } from "./lead";

/** `id`: of what asked for it, or of its draft. */
export function CheckInScreen({ id }: { id: string }) {
  const phone = usePhone();
  const draft = findDraft(phone, id);
  const due = useDue(draft?.about ?? id);
  return due ? <CheckIn key={due.followUp.id} due={due} /> : <GoneScreen draft={draft} />;
}

function CheckIn({ due }: { due: Asked }) {
  const phone = usePhone();
  const practice = usePractice();
  const around = useAround(due.followUp, due.attempts);
  const [draft, setDraft] = useState<Draft>(() => openDraft(phone, due.followUp));
  const whole = practice.form(CHECK_IN);
  const screens = (whole.screens ?? []).filter((screen) => screen.id !== "still_suits" || hasAgreement(around.matter));
  const form: Form = { ...whole, screens };
  const keep = (next: Draft): void => {
    setDraft(next);
    void phone.keepDraft(next);
  };
  const show = (screen: string): void => keep({ ...draft, screen, touched: phone.now() });
  const answer = (field: string, value: Value, done: boolean): void => {
    const values = withAnswer(practice, form, draft.values, field, value);
    const screen = done ? nextScreen(practice, form, values, draft.screen) : draft.screen;
    keep({ ...draft, values, screen, touched: phone.now() });
    if (field === "private" && value === "no") go(`not_today/${due.followUp.id}`);
  };
  if (draft.screen === LOOK)
    return (
      <LookScreen
        form={form}
        draft={draft}
        due={due}
        around={around}
        onOpen={show}
        onBack={() => show(screenBefore(practice, form, draft.values, LOOK) ?? LOOK)}
        onDrop={() => void phone.dropDraft(draft.id).then(() => replace("due"))}
      />
    );
  const at = screensOf(practice, form, draft.values).findIndex((screen) => screen.id === draft.screen);
  const before = screenBefore(practice, form, draft.values, draft.screen);
  const fields = form.screens?.find((screen) => screen.id === draft.screen)?.fields ?? [draft.screen];
  const asked = form.questions.filter((one) => fields.includes(one.field) && isShown(practice, form, one, draft.values));
  const [first] = asked;
  const given = first && draft.values[first.field];
  const more = first && !endsAtOnce(first) && first.type !== "date" && (at < 0 || (Array.isArray(given) && given.length > 0));
  return (
    <Screen
      id={`check_in-${draft.screen}`}
      title={say(first?.label)}
      lead={leadOf(draft.screen, due, around)}
      back={at < 0 ? () => show(LOOK) : before && before !== "reached" ? () => show(before) : () => go("due")}
      middle={at >= 0 && <Steps at={at} of={screensOf(practice, form, draft.values).length} />}
      dock={
        more && (
          <Button
            class="button main"
            code="done"
            onTap={() => show(at < 0 ? LOOK : nextScreen(practice, form, draft.values, draft.screen))}
          >
            {words.value.done}
          </Button>
        )
      }
      beside={
        <Button class="button" code="not_now" onTap={() => go(`not_today/${due.followUp.id}`)}>
          {words.value.notNow}
        </Button>
      }
    >
      {asked.map((question, i) => (
        <div key={question.field} class="question">
          {i > 0 && <h2>{say(question.label)}</h2>}
          {i > 0 && question.hint && <p class="hint">{say(question.hint)}</p>}
          <AnswerView form={form} question={question} values={draft.values} around={around} started={draft.started} onAnswer={answer} />
        </div>
      ))}
    </Screen>
  );
}

function Steps({ at, of }: { at: number; of: number }) {
  return (
    <span class="steps" role="img" aria-label={words.value.stepOf(at + 1, of)}>
      {Array.from({ length: of }, (_, i) => (
        <i key={i} class={i === at ? "at" : ""} />
      ))}
    </span>
  );
}

/**
 * The quick log: one question a screen, each moves on at the tap; then look and save. Kept at every tap. While somebody
 * types, their text box alone is drawn again: what stands around it asks only whether there is a text.
 */
import type { ComponentChild } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Draft, Phone } from "../contract";
import type { Practice } from "../core/definitions";
import { differenceOf } from "../core/fold";
import type { Form, Question, Value, Values } from "../core/types";
import {
  attributeOf,
  findFaultyField,
  isEmpty,
  isShown,
  LOOK,
  nextScreen,
  screenBefore,
  screensOf,
  withAnswer,
  withDefaults,
} from "../practice/flow";
import { toTie } from "../practice/ask";
import { endsAtOnce, QuestionView } from "../practice/question";
import { Button } from "../ui/button";
import { usePhone, usePractice } from "../ui/context";
import { LaterPart, load, moreNow } from "../ui/more";
import { go, replace } from "../ui/route";
import { Screen } from "../ui/screen";
import { say, words } from "../words";
import { LookScreen } from "./look";
import { QUICK_LOG } from "./logs";

const KIND = "conflict";

export function LogScreen({ id }: { id: string | undefined }) {
  const phone = usePhone();
  const practice = usePractice();
  const form = practice.form(QUICK_LOG);
  const [first, draw] = useState<Draft>(() => findDraft(phone, id));
  const latest = useRef(first); // a key alters it and draws nothing
  const draft = latest.current;
  const saving = useRef(false); // no state: drawing the screen again before it goes would only hold the tick up
  useEffect(() => {
    if (draft.sameAs) load(practice); // what its save links it with
  }, []);

  const keep = (next: Draft, typed = false): void => {
    latest.current = next;
    if (!typed) draw(next);
    void phone.keepDraft(next);
    if (id !== next.id) replace(`log/${next.id}`);
  };
  const show = (screen: string): void => keep({ ...latest.current, screen, touched: phone.now() });

  const save = async (values: Values): Promise<void> => {
    if (saving.current) return;
    const draft = latest.current;
    const making = draft.record === null;
    const whole = withDefaults(practice, form, values, draft.started);
    const faulty = findFaultyField(practice, form, KIND, whole, making);
    if (faulty) {
      show(faulty);
      return;
    }
    saving.current = true;
    try {
      const record = draft.record ?? (await saveNew(phone, practice, draft, whole));
      if (draft.record !== null) await saveDifference(phone, draft, whole);
      replace(savesAtOnce(practice, form, whole) && making ? `guide/from/${record}` : `saved/${record}`);
    } finally {
      saving.current = false;
    }
    navigator.vibrate?.(phone.looks.value.calmer ? 0 : 15);
  };

  const answer = (field: string, value: Value, done: boolean): void => {
    const draft = latest.current;
    const question = practice.question(form, field);
    const typed = question?.type === "text" && isEmpty(draft.values[field]) === isEmpty(value); // rules ask no more of a text
    const values = typed ? { ...draft.values, [field]: value } : withAnswer(practice, form, draft.values, field, value);
    const screen = done ? nextScreen(practice, form, values, draft.screen) : draft.screen;
    const next = { ...draft, values, screen, touched: phone.now() };
    keep(next, typed);
    if (!question || !done) return;
    if (attributeOf(practice, question, value, "opens") === "help") go("help");
    else if (screen === LOOK && savesAtOnce(practice, form, values) && draft.record === null) void save(values);
  };

  if (draft.screen === LOOK) {
    return (
      <LookScreen
        form={form}
        draft={draft}
        onOpen={show}
        onSave={() => void save(draft.values)}
        onBack={() => show(screenBefore(practice, form, draft.values, LOOK) ?? LOOK)}
        onDrop={() => void phone.dropDraft(draft.id).then(() => replace(""))}
      />
    );
  }
  return <Ask form={form} draft={draft} onAnswer={answer} onShow={show} />;
}

interface AskProps {
  form: Form;
  draft: Draft;
  onAnswer: (field: string, value: Value, done: boolean) => void;
  onShow: (screen: string) => void;
}

function Ask({ form, draft, onAnswer, onShow }: AskProps) {
  const practice = usePractice();
  const said = words.value;
  const screens = screensOf(practice, form, draft.values);
  const at = screens.findIndex((screen) => screen.id === draft.screen);
  const fields = screens[at]?.fields ?? [draft.screen];
  const questions = form.questions.filter((question) => fields.includes(question.field));
  const asked = questions.filter((question) => question.offered === "always" || isShown(practice, form, question, draft.values));
  const [first] = asked;
  const before = screenBefore(practice, form, draft.values, draft.screen);
  const back = at < 0 ? () => onShow(LOOK) : before ? () => onShow(before) : () => go("");
  const needed = first?.required === "always" || first?.required === "shown";
  const more = first !== undefined && !endsAtOnce(first) && (at < 0 || !needed || !isEmpty(draft.values[first.field]));
  const draw = (question: Question): ComponentChild => (
    <QuestionView form={form} question={question} values={draft.values} started={draft.started} onAnswer={onAnswer} />
  );
  const step = at >= 0 && <Steps at={at} of={screens.length} />;
  return (
    <Screen
      id={draft.screen}
      title={say(first?.label)}
      lead={first?.hint && say(first.hint)}
      back={back}
      middle={step}
      beside={
        <Button class="button" onTap={() => go(`not_now/${draft.id}`)}>
          {said.notNow}
        </Button>
      }
      dock={
        more && (
          <Button class="button main" onTap={() => onShow(at < 0 ? LOOK : nextScreen(practice, form, draft.values, draft.screen))}>
            {said.done}
          </Button>
        )
      }
    >
      {asked.map((question, i) => (
        <div key={question.field} class="question">
          {i > 0 && <h2>{say(question.label)}</h2>}
          {i > 0 && question.hint && <p class="hint">{say(question.hint)}</p>}
          {practice.isHere(question) ? draw(question) : <LaterPart draw={() => draw(question)} />}
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

/** A draft by its id, one that goes on with a record, or a new one. Looked at once: each key and the save would draw it anew. */
function findDraft(phone: Phone, id: string | undefined): Draft {
  const held = phone.drafts.peek().find((draft) => draft.id === id || draft.record === id);
  if (id && held) return { ...held, later: 0 };
  const record = phone.records.peek().find((one) => one.id === id && one.mine);
  const now = phone.now();
  const fresh = { id: phone.newId(), form: QUICK_LOG, started: now, touched: now };
  if (!record) return { ...fresh, values: {}, screen: "safe", record: null };
  return { ...fresh, values: record.values, screen: record.values["outcome"] === "not_over" ? "ended" : LOOK, record: record.id };
}

/** “It is not over yet” saves by itself, once nothing else must be asked. */
function savesAtOnce(practice: Practice, form: Form, values: Values): boolean {
  return form.questions.some((question) => attributeOf(practice, question, values[question.field], "saves") === true);
}

/** The new log, and in the same save what hangs on it: a request for help made from its draft, the matter that it goes on with. */
async function saveNew(phone: Phone, practice: Practice, draft: Draft, values: Values): Promise<string> {
  const id = phone.newId();
  const log = { id, kind: KIND, form: QUICK_LOG, values };
  const linked = draft.sameAs && moreNow()?.linkNews(practice, id, draft.sameAs, values, phone.records.value);
  const { record } = await phone.save([log, ...toTie(draft, id), ...(linked ? [linked] : [])], draft.id);
  return record;
}

async function saveDifference(phone: Phone, draft: Draft, whole: Values): Promise<void> {
  const before = phone.records.value.find((one) => one.id === draft.record);
  const values = differenceOf(before?.values ?? {}, whole);
  if (Object.keys(values).length === 0) return phone.dropDraft(draft.id);
  if (before?.mend?.code === "bad_answer") return phone.mend({ record: before.id, whole, values }, draft.id);
  await phone.save([{ kind: KIND, form: QUICK_LOG, record: draft.record as string, values }], draft.id);
}

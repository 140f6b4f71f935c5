/** The request for help, whole: what is known, what can be added later, and what happened next. */
import { useState } from "preact/hooks";
import type { Draft, RecordView } from "../../contract";
import { differenceOf } from "../../core/fold";
import type { Cell, Question, Value, Values } from "../../core/types";
import { withAnswer } from "../../practice/flow";
import { endsAtOnce, QuestionView } from "../../practice/question";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { go } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { StateCard } from "../../ui/state";
import { say, sayTime, words } from "../../words";
import { sayAnswer } from "../logs";
import { Rows } from "./rows";
import { said } from "./words";

const ESCALATION = "escalation@1";
const NOT_ASKED = new Set(["about", "learned_at", "level", "concerns"]);
/** What the log says already and the request may take over as it stands. */
const FROM_LOG: Record<string, string> = { place: "place", safe_now: "safe_now", actions: "actions", saw: "saw" };

export function AskScreen({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const record = phone.records.value.find((one) => one.id === id);
  const held = phone.drafts.value.find((draft) => draft.record === id && draft.form === ESCALATION);
  const [draft, setDraft] = useState<Draft | null>(held ?? null);
  const [field, setField] = useState<string | null>(null);
  const form = practice.form(ESCALATION);
  if (!record)
    return (
      <Screen id="ask" title={say(said.gone)} back={() => go("")}>
        {null}
      </Screen>
    );
  const log = phone.records.value.find((one) => one.id === (record.parent ?? record.values["about"]));
  const values: Values = { ...toPrefill(log), ...record.values, ...draft?.values };
  const keep = (name: string, value: Value): void => {
    const now = phone.now();
    const base = draft ?? { id: phone.newId(), form: ESCALATION, values: {}, screen: "ask", started: now, touched: now, record: id };
    const next = { ...base, values: withAnswer(practice, form, { ...values, ...base.values }, name, value), touched: now };
    setDraft(next);
    void phone.keepDraft(next);
  };
  const save = async (): Promise<void> => {
    const changed = differenceOf(record.values, { ...values });
    const left = Object.entries(changed).filter(([name]) => practice.question(form, name)?.kind === "escalation");
    if (left.length > 0)
      await phone.save([{ kind: "escalation", form: ESCALATION, record: id, values: Object.fromEntries(left) }], draft?.id);
    setDraft(null);
  };
  const asked = form.questions.filter((question) => question.kind === "escalation" && !NOT_ASKED.has(question.field));
  const question = asked.find((one) => one.field === field);
  if (question) return <One question={question} values={values} record={record} log={log} onAnswer={keep} onDone={() => setField(null)} />;
  return (
    <Screen
      id="ask"
      title={say(said.request)}
      lead={say(said.filledLater)}
      back={() => (history.length > 1 ? history.back() : go(""))}
      dock={
        record.mine &&
        (draft || log) && (
          <Button class="button main" code="save" onTap={() => void save()}>
            {words.value.save}
          </Button>
        )
      }
    >
      {record.mine && <StateCard record={record} />}
      <WhatNext record={record} />
      <ul class="lines look">
        {asked.map((one) => (
          <li key={one.field}>
            <Button class="line" code={one.field} onTap={() => setField(one.field)}>
              <span>{say(one.label)}</span>
              <b>{sayValue(one, values[one.field]) || <em data-later={one.field}>{say(said.addLater)}</em>}</b>
              <Icon name="on" />
            </Button>
          </li>
        ))}
      </ul>
    </Screen>
  );

  function sayValue(one: Question, value: Value | undefined): string {
    if (one.type === "rows") return Array.isArray(value) && value.length > 0 ? String(value.length) : "";
    return sayAnswer(practice, one, value, phone.colleagues.value);
  }
}

interface OneParts {
  question: Question;
  values: Values;
  record: RecordView;
  log: RecordView | undefined;
  onAnswer: (field: string, value: Value) => void;
  onDone: () => void;
}

function One({ question, values, record, log, onAnswer, onDone }: OneParts) {
  const practice = usePractice();
  const names = (log?.values["people"] as string[] | undefined) ?? [];
  return (
    <Screen
      id="ask-one"
      title={say(question.label)}
      lead={say(question.hint)}
      back={onDone}
      dock={
        <Button class="button main" code="done" onTap={onDone}>
          {words.value.done}
        </Button>
      }
    >
      {question.type === "rows" ? (
        <Rows
          question={question}
          rows={(values[question.field] as Record<string, Cell>[] | undefined) ?? []}
          names={names}
          onRows={(rows) => onAnswer(question.field, rows)}
        />
      ) : (
        <QuestionView
          form={practice.form(ESCALATION)}
          question={question}
          values={values}
          started={record.made}
          onAnswer={(field, value) => {
            onAnswer(field, value);
            if (endsAtOnce(question)) onDone();
          }}
        />
      )}
    </Screen>
  );
}

function toPrefill(log: RecordView | undefined): Values {
  if (!log) return {};
  const found: Values = {};
  for (const [field, from] of Object.entries(FROM_LOG)) if (log.values[from] !== undefined) found[field] = log.values[from];
  const flags = (log.values["flags"] as string[] | undefined)?.filter((flag) => flag !== "none") ?? [];
  if (flags.length > 0) found["why"] = flags;
  return found;
}

/** In order: asked, told, taken, answered, closed. */
function WhatNext({ record }: { record: RecordView }) {
  const records = usePhone().records.value;
  const below = records.filter((one) => one.parent === record.id).sort((a, b) => a.made - b.made);
  const acts: Record<string, (one: RecordView) => string> = {
    told: (one) => `${String(one.values["role"])}: ${say(one.values["reached"] === "yes" ? said.told : said.notReached)}`,
    acknowledgement: (one) => `${one.by} ${say(said.hasIt)}${one.values["said"] ? `: “${String(one.values["said"])}”` : ""}`,
    reply: (one) => `${one.by} ${say(said.answered)}: “${String(one.values["text"])}”`,
  };
  return (
    <section>
      <h2>{say(said.whatNext)}</h2>
      <ol class="what-next">
        <li>
          {sayTime(record.made)} · {record.by} {say(said.asked)}
        </li>
        {below.map((one) => {
          const act = acts[one.kind]?.(one);
          return (
            act && (
              <li key={one.id} data-kind={one.kind}>
                {sayTime(one.made)} · {act}
              </li>
            )
          );
        })}
      </ol>
    </section>
  );
}

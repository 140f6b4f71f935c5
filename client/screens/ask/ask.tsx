/** The request for help, whole: how soon, what is known, what can be added later, and what happened next. */
import { useState } from "preact/hooks";
import type { Draft, RecordView } from "../../contract";
import { differenceOf } from "../../core/fold";
import type { Question, Value, Values } from "../../core/types";
import { ABOUT_STAFF, ESCALATION, toSend } from "../../practice/ask";
import { learnedAt } from "../../practice/asked";
import { isShown, withAnswer } from "../../practice/flow";
import { toList } from "../../practice/offer";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { go } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { StateCard } from "../../ui/state";
import { say, words } from "../../words";
import { sayAnswer } from "../logs";
import { Concerns } from "./concerns";
import { HowSoon } from "./how_soon";
import { Mine } from "./mine";
import { One } from "./one";
import { useRead } from "./rows";
import { useAsk } from "./use_ask";
import { WhatNext } from "./what_next";
import { said } from "./words";

const NOT_ASKED = new Set(["about", "learned_at", "level", "concerns"]);
/** What the log says already and the request may take over as it stands. */
const FROM_LOG = ["place", "safe_now", "actions", "saw"];

export function AskScreen({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const ask = phone.asks.value.find((one) => one.record === id);
  const { record, triggers, flags, change } = useAsk(id);
  const held = phone.drafts.value.find((draft) => draft.record === id && draft.form === ESCALATION);
  const [draft, setDraft] = useState<Draft | null>(held ?? null);
  const [field, setField] = useState<string | null>(null);
  const form = practice.form(ESCALATION);
  const readRows = useRead();
  if (!record)
    return (
      <Screen id="ask" title={say(said.gone)} back={() => go("")}>
        {null}
      </Screen>
    );
  const log = phone.records.value.find((one) => one.id === (record.parent ?? record.values["about"]));
  const values: Values = { ...toPrefill(log), ...record.values, ...draft?.values };
  const why = toList(values["why"]);
  const sent = toSend(why, values["concerns"]);
  const { why: _, ...others } = values;
  const changed = record.mine ? differenceOf(record.values, { ...others, ...(sent.length > 0 && { why: sent }) }) : {};
  const keep = (name: string, value: Value): void => {
    const now = phone.now();
    const base = draft ?? { id: phone.newId(), form: ESCALATION, values: {}, screen: "ask", started: now, touched: now, record: id };
    const next = { ...base, values: differenceOf(record.values, withAnswer(practice, form, values, name, value)), touched: now };
    setDraft(next);
    void phone.keepDraft(next);
  };
  const save = async (): Promise<void> => {
    await phone.save([{ kind: "escalation", form: ESCALATION, record: id, values: changed }], draft?.id);
    setDraft(null);
  };
  const asked = form.questions.filter(
    (one) => one.kind === "escalation" && !NOT_ASKED.has(one.field) && isShown(practice, form, one, values),
  );
  const question = asked.find((one) => one.field === field);
  if (question)
    return (
      <One
        question={question}
        values={values}
        record={record}
        names={toList(log?.values["people"])}
        onAnswer={keep}
        onDone={() => setField(null)}
      />
    );
  const level = values["level"];
  const mine = record.mine && !ask?.locked;
  const read = (one: Question): string =>
    one.type === "rows" ? readRows(one, values[one.field]) : sayAnswer(practice, one, values[one.field], phone.colleagues.value);
  return (
    <Screen
      id="ask"
      title={say(said.request)}
      lead={say(said.filledLater)}
      back={() => (history.length > 1 ? history.back() : go(""))}
      dock={
        Object.keys(changed).length > 0 && (
          <Button class="button main" code="save" onTap={() => void save()}>
            {words.value.save}
          </Button>
        )
      }
    >
      {ask?.locked ? <Mine ask={ask} change={change} /> : record.mine && <StateCard record={record} />}
      <WhatNext record={record} />
      {typeof level === "string" && (
        <HowSoon
          soon={{ level, from: learnedAt(record) }}
          triggers={triggers}
          onRaise={mine ? (code) => void change({ level: code }) : undefined}
        />
      )}
      {mine && (why.includes(ABOUT_STAFF) || flags.includes(ABOUT_STAFF)) && <Concerns record={record} change={change} />}
      <ul class="lines look">
        {(ask?.locked ? [] : asked).map((one) => (
          <li key={one.field}>
            <Button class="line" code={one.field} onTap={() => setField(one.field)}>
              <span>{say(one.label)}</span>
              <b>{read(one) || <em data-later={one.field}>{say(said.addLater)}</em>}</b>
              <Icon name="on" />
            </Button>
          </li>
        ))}
      </ul>
    </Screen>
  );
}

/** Whom it concerns is said with the reason, on its own question. */
function toPrefill(log: RecordView | undefined): Values {
  const found: Values = {};
  for (const field of FROM_LOG) if (log?.values[field] !== undefined) found[field] = log.values[field];
  const flags = toList(log?.values["flags"]).filter((flag) => flag !== "none" && flag !== ABOUT_STAFF);
  if (flags.length > 0) found["why"] = flags;
  return found;
}

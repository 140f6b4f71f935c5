/** On the help card, under its state: whom to call next, how soon and what for, what to do; nothing of it holds help up. */
import { useEffect, useState } from "preact/hooks";
import type { Ask, NewChange, Numbered, RecordView } from "../../contract";
import { ABOUT_STAFF } from "../../practice/ask";
import { learnedAt } from "../../practice/asked";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { go } from "../../ui/route";
import { say } from "../../words";
import { Call } from "../help/call";
import { WITHDRAWAL } from "../logs";
import { Concerns } from "./concerns";
import { HowSoon } from "./how_soon";
import { Mine } from "./mine";
import { keepCard, readCard, settleTried, toCall, type Soon } from "./told";
import { useAsk, useConcerned } from "./use_ask";
import { NotChecked, WhatToDo } from "./what_to_do";
import { WhoNext } from "./who_next";
import { said } from "./words";

/** Where the worker has a duty of their own, it stands before everything else. */
export function DutyOfMine({ ask }: { ask: Ask }) {
  const phone = usePhone();
  const { flags } = useAsk(ask.record);
  if (!flags.includes("child_safety")) return null;
  return (
    <section class="card duty" data-duty>
      <p class="big">{say(said.youCall)}</p>
      <NotChecked code="child" />
      {(phone.onCall.value?.law ?? []).map((row) => (
        <Call key={row.label + row.number} row={row} />
      ))}
    </section>
  );
}

export function AskCard({ ask }: { ask: Ask }) {
  const phone = usePhone();
  const open = phone.standing.value === "open";
  const { record, triggers, flags, change } = useAsk(ask.record);
  const [naming, setNaming] = useState(false);
  const aboutWorker = naming || flags.includes(ABOUT_STAFF);
  const { soon, names } = useSame(ask, record, toCall(phone.onCall.value, aboutWorker, useConcerned(record)));
  useEffect(() => {
    if (open && !ask.locked) void settleTried(phone);
  }, [open, ask.locked]);
  return (
    <>
      {open && ask.locked && <Mine ask={ask} change={change} />}
      {ask.state !== "taken" && <WhoNext ask={ask} names={names} />}
      {record && !ask.locked && aboutWorker && <Concerns record={record} change={change} />}
      {soon && (
        <HowSoon soon={soon} triggers={triggers} onRaise={record && !ask.locked ? (code) => void change({ level: code }) : undefined} />
      )}
      {triggers.length > 0 && <WhatToDo triggers={triggers} />}
      {record && !ask.locked && (
        <Button class="button" icon="pencil" code="add_more" onTap={() => go(`ask/${ask.record}`)}>
          {say(said.addMore)}
        </Button>
      )}
      {record && !ask.locked && !aboutWorker && (
        <Button class="quiet" code="about_worker" onTap={() => setNaming(true)}>
          {say(said.aboutWorker)}
        </Button>
      )}
      {open && ask.state !== "taken" && (
        <Button class="quiet" code="no_more" onTap={() => void phone.save([toOff(ask.record)])}>
          {say(said.noMore)}
        </Button>
      )}
    </>
  );
}

/** By when and whom to call: of the record while it can be read, else as the card said it before the phone was locked. */
function useSame(ask: Ask, record: RecordView | undefined, toCallNow: Numbered[]): { soon: Soon | null; names: Numbered[] } {
  const kept = record ? null : readCard(ask.record);
  const soon = record ? soonOf(record) : (kept?.soon ?? null);
  const before = kept?.names.map((label) => toCallNow.find((one) => one.label === label)).filter((one) => one !== undefined);
  const names = before && before.length > 0 ? before : toCallNow;
  const labels = names.map((one) => one.label);
  useEffect(() => {
    if (record) keepCard({ ask: ask.record, soon, names: labels });
  }, [record?.id, soon?.level, soon?.from, labels.join()]);
  return { soon, names };
}

function toOff(parent: string): NewChange {
  return { kind: "withdrawal", form: WITHDRAWAL, parent, values: { reason: "mistake" } };
}

function soonOf(record: RecordView): Soon | null {
  const level = record.values["level"];
  return typeof level === "string" ? { level, from: learnedAt(record) } : null;
}

/** On the help card, under its state: how soon and what for, whom to call next, what to do; nothing of it holds help up. */
import { useEffect, useState } from "preact/hooks";
import type { Ask, RecordView } from "../../contract";
import type { Values } from "../../core/types";
import { TRIGGERS } from "../../practice/content";
import { levelOf, type Trigger } from "../../practice/levels";
import { toList } from "../../practice/offer";
import { QuestionView } from "../../practice/question";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { go } from "../../ui/route";
import { say, sayTime } from "../../words";
import { keepTried, listTried, settleTried, toCall, type Tried } from "./told";
import { said } from "./words";

const ESCALATION = "escalation@1";

/** Where the worker has a duty of their own, it stands before everything else. */
export function DutyOfMine({ ask }: { ask: Ask }) {
  const phone = usePhone();
  if (!toList(useAsk(ask)?.values["why"]).includes("child_safety")) return null;
  return (
    <section class="card duty" data-duty>
      <p class="big">{say(said.youCall)}</p>
      {(phone.onCall.value?.law ?? []).map(({ label, number }) => (
        <a key={number} class="call" href={`tel:${number.replace(/[^\d+*#]/g, "")}`}>
          <Icon name="call" /> <span>{label}</span> <b>{number}</b>
        </a>
      ))}
    </section>
  );
}

export function AskCard({ ask }: { ask: Ask }) {
  const phone = usePhone();
  const record = useAsk(ask);
  const { level, triggers } = useLevel(record);
  const open = phone.standing.value === "open";
  useEffect(() => {
    if (open) void settleTried(phone);
  }, [open]);
  useEffect(() => {
    if (record?.mine && level && !record.values["level"]) void setLevel(level);
  }, [record?.id, level]);
  const setLevel = (code: string): Promise<unknown> => {
    return phone.save([{ kind: "escalation", form: ESCALATION, record: ask.record, values: { level: code } }]);
  };
  return (
    <>
      {ask.state !== "taken" && <WhoNext ask={ask} aboutWorker={isAboutWorker(record)} />}
      {record && <HowSoon record={record} triggers={triggers} onRaise={(code) => void setLevel(code)} />}
      {record && isAboutWorker(record) && <Concerns record={record} />}
      {triggers.length > 0 && <WhatToDo triggers={triggers} />}
      {record && (
        <Button class="button" icon="pencil" code="add_more" onTap={() => go(`ask/${ask.record}`)}>
          {say(said.addMore)}
        </Button>
      )}
    </>
  );
}

function useAsk(ask: Ask): RecordView | undefined {
  return usePhone().records.value.find((one) => one.id === ask.record);
}

function isAboutWorker(record: RecordView | undefined): boolean {
  return toList(record?.values["why"]).includes("staff_conduct");
}

/** Worked out from what the request and its log say; a worker who asks for help is reason enough. */
function useLevel(record: RecordView | undefined): { level: string | null; triggers: Trigger[] } {
  const practice = usePractice();
  const records = usePhone().records.value;
  if (!record) return { level: null, triggers: [] };
  const log = records.find((one) => one.id === (record.parent ?? record.values["about"]));
  const why = [...toList(record.values["why"]), "worker_asks"];
  const facts: Values = { ...log?.values, ...record.values, why, flags: [...toList(log?.values["flags"]), ...why] };
  return levelOf(practice, TRIGGERS, facts);
}

function HowSoon({ record, triggers, onRaise }: { record: RecordView; triggers: Trigger[]; onRaise: (level: string) => void }) {
  const practice = usePractice();
  const [raising, setRaising] = useState(false);
  const levels = practice.vocabularies["er_level"]?.options ?? [];
  const at = levels.findIndex((option) => option.code === record.values["level"]);
  const level = levels[at];
  if (!level) return null;
  const minutes = level["minutes"] as number | undefined;
  const by = minutes === undefined ? say(level.label) : `${say(said.answerBy)} ${sayTime(record.made + minutes * 60_000)}`;
  return (
    <section class="card how-soon" data-level={level.code}>
      <p>
        <b>{by}</b>
      </p>
      {triggers.length > 0 && (
        <p>
          {say(said.because)} {triggers.map((one) => say(one.reason)).join(" · ")}
        </p>
      )}
      {at > 0 && !raising && (
        <Button class="quiet" code="raise" onTap={() => setRaising(true)}>
          {say(said.raise)}
        </Button>
      )}
      {raising && (
        <div class="choice">
          {levels.slice(0, at).map((option) => (
            <Button key={option.code} class="chip" code={`level-${option.code}`} onTap={() => onRaise(option.code)}>
              {say(option.label)}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}

/** “Reached?” after a call; no means the next name. It works locked, and stands as it was after the call. */
function WhoNext({ ask, aboutWorker }: { ask: Ask; aboutWorker: boolean }) {
  const phone = usePhone();
  const [taps, setTaps] = useState(0);
  const tried = listTried(ask.record, phone.records.value);
  const names = toCall(phone.onCall.value, aboutWorker);
  const last: Tried | undefined = tried.at(-1);
  const next = names[tried.filter((one) => !one.reached).length % Math.max(1, names.length)];
  const tap = (role: string, reached: boolean): void => {
    void keepTried(phone, { ask: ask.record, role, at: phone.now(), reached }).then(() => setTaps(taps + 1));
  };
  if (last?.reached)
    return (
      <p class="card" data-told={last.role}>
        <Icon name="tick" /> {say(said.toldOf)} {last.role}, {sayTime(last.at)}
      </p>
    );
  if (!next) return null;
  return (
    <section class="card who-next" data-next={next.label}>
      <p>
        {say(said.callNext)} <b>{next.label}</b>
      </p>
      <a class="call" href={`tel:${next.number.replace(/[^\d+*#]/g, "")}`}>
        <Icon name="call" /> <b class="number">{next.number}</b>
      </a>
      <p>{say(said.reachedAsk)}</p>
      <div class="choice">
        <Button class="chip" code="reached-yes" onTap={() => tap(next.label, true)}>
          {say(said.reachedYes)}
        </Button>
        <Button class="chip" code="reached-no" onTap={() => tap(next.label, false)}>
          {say(said.reachedNo)}
        </Button>
        <Button class="chip" code="in_person" onTap={() => tap(next.label, true)}>
          {say(said.inPerson)}
        </Button>
      </div>
    </section>
  );
}

/** Which worker: they are cut off from all of it at once. */
function Concerns({ record }: { record: RecordView }) {
  const phone = usePhone();
  const practice = usePractice();
  const form = practice.form(ESCALATION);
  const question = practice.question(form, "concerns");
  if (!question) return null;
  return (
    <section>
      <h2>{say(question.label)}</h2>
      <p class="hint">{say(question.hint)}</p>
      <QuestionView
        form={form}
        question={question}
        values={record.values}
        started={record.made}
        onAnswer={(field, value) =>
          void phone.save([{ kind: "escalation", form: ESCALATION, record: record.id, values: { [field]: value } }])
        }
      />
    </section>
  );
}

function WhatToDo({ triggers }: { triggers: Trigger[] }) {
  const phone = usePhone();
  const checked = phone.records.value.some((one) => one.kind === "setting" && one.values["lines_checked"] === "yes");
  const rows = triggers.flatMap((one) =>
    (["first", "then", "do_not"] as const).flatMap((name) => {
      const line = one[name];
      return line ? [{ name, line }] : [];
    }),
  );
  const titles = new Map([
    ["first", said.first],
    ["then", said.after],
    ["do_not", said.doNot],
  ]);
  return (
    <details class="what-to-do">
      <summary>{say(said.whatToDo)}</summary>
      {!checked && <p class="hint">{say(said.notChecked)}</p>}
      <ul>
        {rows.map(({ name, line }) => (
          <li key={name + line[0]}>
            <b>{say(titles.get(name))}:</b> {say(line)}
          </li>
        ))}
      </ul>
    </details>
  );
}

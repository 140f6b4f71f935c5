/** A handover as it is read: big, in a minute. Whoever read it says so; whoever wrote it sees who did. */
import type { RecordView } from "../../contract";
import { listHandovers, listQuestions, listReadings, type Row } from "../../practice/sheet";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { go } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { StateCard } from "../../ui/state";
import { say, sayTime } from "../../words";
import { sayAnswer } from "../logs";
import { Withdraw } from "../withdraw";
import { Checkins, Plans, sayCare, sayShift } from "./parts";
import { fill, said } from "./words";
import { HANDOVER } from "./write";

const READING = "reading@1";
const ANSWERS = new Set(["settings", "settings_text", "helped", "good", "cover_wish"]);

export function ReadScreen({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const records = phone.records.value;
  const handover = listHandovers(records, phone.now()).find((one) => one.id === id);
  if (!handover)
    return (
      <Screen id="faded" title={say(said.faded)} lead={say(said.fadedLead)} back={() => go("")}>
        {null}
      </Screen>
    );
  const { values } = handover;
  const form = practice.form(HANDOVER);
  const mood = say(practice.option(["room_mood"], values["mood"])?.label);
  const to = listOf(values["to"]).flatMap((one) => phone.colleagues.value.find((person) => person.id === one)?.name ?? []);
  const care = Number(values["care_count"] ?? 0);
  const given = form.questions
    .filter(({ field }) => ANSWERS.has(field))
    .map((question) => ({ question, read: sayAnswer(practice, question, values[question.field], []) }))
    .filter(({ read }) => read !== "");
  return (
    <Screen
      id="handover-read"
      title={sayShift(practice, values["shift"], values["day"])}
      lead={fill(say(said.madeBy), { name: handover.by, time: sayTime(handover.made) })}
      back={() => go("")}
      dock={!handover.mine && <ReadIt handover={handover} />}
      beside={
        !handover.mine && (
          <Button class="button" code="ask_back" onTap={() => go(`note/${id}/question`)}>
            {say(said.askBack)}
          </Button>
        )
      }
    >
      {handover.mine && <StateCard record={handover} />}
      <p class="mood-read">{mood}</p>
      {to.length > 0 && <p>{fill(say(said.toWhom), { names: to.join(", ") })}</p>}
      <section>
        <h2>{say(said.open)}</h2>
        {rowsOf(values["items"]).map((row) => (
          <ItemRead key={row["about"]} row={row} />
        ))}
        {rowsOf(values["items"]).length === 0 && <p class="calm">{say(values["quiet"] === "yes" ? said.quiet : said.nothingOpen)}</p>}
        {care > 0 && <p class="note">{sayCare(care)}</p>}
      </section>
      <Plans rows={rowsOf(values["plans"])} />
      <Checkins rows={rowsOf(values["checkins"])} />
      {given.length > 0 && (
        <dl class="said">
          {given.map(({ question, read }) => (
            <div key={question.field}>
              <dt>{say(question.label)}</dt>
              <dd>{read}</dd>
            </div>
          ))}
        </dl>
      )}
      <Below handover={handover} />
      {handover.mine && (
        <div class="row">
          <Button class="button" code="take_out" onTap={() => go(`take_out/${id}`)}>
            {say(said.takeOut)}
          </Button>
          <Withdraw record={id} />
        </div>
      )}
    </Screen>
  );
}

function ItemRead({ row: { about = "", line = "", verbs = "", text = "" } }: { row: Row }) {
  const practice = usePractice();
  const here = usePhone().records.value.some((one) => one.id === about);
  const read = verbs.split(",").map((code) => say(practice.option(["verb"], code)?.label));
  return (
    <div class="card item" data-item={about}>
      <p>{line}</p>
      {verbs && <p class="verbs">{read.join(", ")}</p>}
      {text && <p class="quote">“{text}”</p>}
      {here && (
        <Button class="quiet" onTap={() => go(`record/${about}`)}>
          {say(said.seeLog)}
        </Button>
      )}
    </div>
  );
}

function ReadIt({ handover }: { handover: RecordView }) {
  const phone = usePhone();
  const isRead = listReadings(handover, phone.records.value).some((one) => one.mine);
  const read = (): void => void phone.save([{ kind: "reading", form: READING, parent: handover.id, values: {} }]);
  if (isRead) return null;
  return (
    <Button class="button main" code="read" onTap={read}>
      {say(said.iRead)}
    </Button>
  );
}

/** Who read it and what was asked back: its author sees all, everybody else what they did themselves. */
function Below({ handover }: { handover: RecordView }) {
  const records = usePhone().records.value;
  const readings = listReadings(handover, records);
  const questions = listQuestions(handover, records);
  if (!handover.mine && readings.length + questions.length === 0) return null;
  const told = (one: RecordView, pair: [string, string]): string => fill(say(pair), { name: one.by, time: sayTime(one.made) });
  return (
    <section role="status">
      <h2>{say(said.readers)}</h2>
      {readings.length === 0 && handover.mine && <p class="calm">{say(said.nobodyRead)}</p>}
      {readings.map((one) => (
        <p key={one.id} data-kind="reading">
          {told(one, one.mine ? said.youRead : said.readBy)}
        </p>
      ))}
      {questions.map((one) => (
        <div key={one.id} class="card" data-kind="note">
          <p>{told(one, said.asks)}</p>
          <p class="quote">“{String(one.values["text"] ?? "")}”</p>
        </div>
      ))}
    </section>
  );
}

function rowsOf(value: RecordView["values"][string] | undefined): Row[] {
  return Array.isArray(value) ? (value as Row[]) : [];
}

function listOf(value: RecordView["values"][string] | undefined): string[] {
  return Array.isArray(value) ? (value as string[]) : [];
}

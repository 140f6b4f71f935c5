/** What is on a handover, big: the same of a record and of a paper from another phone. */
import type { Value, Values } from "../../core/types";
import type { Row } from "../../practice/sheet";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { go } from "../../ui/route";
import { say } from "../../words";
import { quote } from "../../words/more";
import { sayAnswer } from "../logs";
import { Checkins, Plans, sayCare } from "./parts";
import { fill, said } from "./words";
import { HANDOVER } from "./write";

const ANSWERS = new Set(["settings", "settings_text", "helped", "good", "cover_wish"]);

export function SheetRead({ values }: { values: Values }) {
  const phone = usePhone();
  const practice = usePractice();
  const mood = say(practice.option(["room_mood"], values["mood"])?.label);
  const given = practice
    .form(HANDOVER)
    .questions.filter(({ field }) => ANSWERS.has(field))
    .map((question) => ({ question, read: sayAnswer(practice, question, values[question.field], []) }))
    .filter(({ read }) => read !== "");
  const to = listOf<string>(values["to"]).flatMap((one) => phone.colleagues.value.find((person) => person.id === one)?.name ?? []);
  const items = listOf<Row>(values["items"]);
  const care = Number(values["care_count"] ?? 0);
  return (
    <>
      <p class="mood-read">{mood}</p>
      {to.length > 0 && <p>{fill(say(said.toWhom), { names: to.join(", ") })}</p>}
      <section>
        <h2>{say(said.open)}</h2>
        {items.map((row) => (
          <ItemRead key={row["about"]} row={row} />
        ))}
        {items.length === 0 && <p class="calm">{say(values["quiet"] === "yes" ? said.quiet : said.nothingOpen)}</p>}
        {care > 0 && <p class="note">{sayCare(care)}</p>}
      </section>
      <Plans rows={listOf(values["plans"])} />
      <Checkins rows={listOf(values["checkins"])} />
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
    </>
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
      {text && <p class="quote">{quote(text)}</p>}
      {here && (
        <Button class="quiet" onTap={() => go(`record/${about}`)}>
          {say(said.seeLog)}
        </Button>
      )}
    </div>
  );
}

function listOf<Item>(value: Value | undefined): Item[] {
  return Array.isArray(value) ? (value as Item[]) : [];
}

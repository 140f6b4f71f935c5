/** Who saw it too: every view as far as this phone may have it, one below the other, never mixed into one. */
import type { RecordView } from "../../contract";
import { heatRange, listViews } from "../../practice/matters";
import { usePhone, usePractice } from "../../ui/context";
import { Heat } from "../../ui/heat";
import { StateLine } from "../../ui/state";
import { say } from "../../words";
import { sayAnswer } from "../logs";
import { sayLater } from "./written";
import { said } from "./words";

/** The heat that people saw: one word, or from the lowest to the highest. */
export function HeatSeen({ record }: { record: RecordView }) {
  const practice = usePractice();
  const views = listViews(record, usePhone().records.value);
  const range = heatRange(practice, [record, ...views]);
  const [low, high] = range.map((code) => say(practice.option(["heat"], code)?.label));
  return (
    <>
      {range.map((code) => (
        <Heat key={code} code={code} />
      ))}{" "}
      {high
        ? say(said.heatFromTo)
            .replace("{low}", low ?? "")
            .replace("{high}", high)
        : low}
    </>
  );
}

export function SecondViews({ record }: { record: RecordView }) {
  const phone = usePhone();
  const views = listViews(record, phone.records.value);
  if (views.length === 0) return null;
  return (
    <section>
      <h2>{say(said.seenToo)}</h2>
      {views.map((view) => (
        <div key={view.id} class="card" data-kind="view">
          <p>
            <b>{view.by}</b>, {sayLater(view.made, record)} {view.mine && view.state && <StateLine state={view.state} />}
          </p>
          <ViewAnswers view={view} />
        </div>
      ))}
    </section>
  );
}

function ViewAnswers({ view }: { view: RecordView }) {
  const practice = usePractice();
  const given = practice.form("view@1").questions.filter((question) => sayAnswer(practice, question, view.values[question.field], []));
  return (
    <dl class="answers">
      {given.map((question) => (
        <div key={question.field}>
          <dt>{say(question.label)}</dt>
          <dd>
            {question.type === "scale" && <Heat code={String(view.values[question.field])} />}{" "}
            {sayAnswer(practice, question, view.values[question.field], [])}
          </dd>
        </div>
      ))}
    </dl>
  );
}

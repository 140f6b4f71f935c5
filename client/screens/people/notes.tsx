/** What was added to a log, by its author or somebody else, and what correction was asked for: beside it, never in its place. */
import type { RecordView } from "../../contract";
import { usePhone, usePractice } from "../../ui/context";
import { StateLine } from "../../ui/state";
import { say } from "../../words";
import { isWithdrawn } from "../logs";
import { said } from "./words";
import { sayLater } from "./written";

export function Notes({ record }: { record: RecordView }) {
  const practice = usePractice();
  const records = usePhone().records.value;
  const notes = records.filter((one) => one.kind === "note" && one.parent === record.id && !isWithdrawn(one, records)).reverse();
  if (notes.length === 0) return null;
  return (
    <section>
      <h2>{say(said.added)}</h2>
      {notes.map((note) => (
        <div key={note.id} class="card" data-kind="note">
          <p>
            <b>{say(practice.option(["note_sort"], note.values["sort"])?.label)}</b> {note.by}, {sayLater(note.made, record)}{" "}
            {note.mine && note.state && <StateLine state={note.state} />}
          </p>
          <p>{note.values["text"]}</p>
        </div>
      ))}
    </section>
  );
}

/** What happened next, in order: asked, told, taken, answered, limited, closed; as far as this phone gets it. */
import type { RecordView } from "../../contract";
import { usePhone } from "../../ui/context";
import { say, sayTime } from "../../words";
import { quote } from "../../words/more";
import { isEnd } from "../logs";
import { said } from "./words";

export function WhatNext({ record }: { record: RecordView }) {
  const below = usePhone()
    .records.value.filter((one) => one.parent === record.id)
    .sort((a, b) => a.made - b.made);
  return (
    <section>
      <h2>{say(said.whatNext)}</h2>
      <ol class="what-next">
        <li>
          {sayTime(record.made)} · {record.by} {say(said.asked)}
        </li>
        {below.map((one) => {
          const act = sayAct(one);
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

function sayAct(one: RecordView): string {
  const { kind, by, values } = one;
  const quoted = (field: string): string => (values[field] ? `${say(said.colon)}${quote(values[field])}` : "");
  if (kind === "told") return `${String(values["role"])}${say(said.colon)}${say(values["reached"] === "no" ? said.notReached : said.told)}`;
  if (kind === "acknowledgement") return `${by} ${say(said.hasIt)}${quoted("said")}`;
  if (kind === "reply") return `${by} ${say(said.answered)}${quoted("text")}`;
  if (kind === "limit") return `${by} ${say(said.limited)}`;
  return isEnd(one) ? `${by} ${say(said.closed)}` : "";
}

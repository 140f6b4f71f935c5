/** What helped last time: shown before anything else of a matter. */
import type { RecordView } from "../../contract";
import { findHelped } from "../../practice/threads";
import { usePhone, usePractice } from "../../ui/context";
import { say } from "../../words";
import { quote } from "../../words/more";
import { said } from "./words";

export function HelpedCard({ log }: { log: RecordView }) {
  const practice = usePractice();
  const helped = findHelped(log, usePhone().records.value);
  if (!helped) return null;
  const actions = helped.actions.map((code) => say(practice.option(["action"], code)?.label));
  const rows: [keyof typeof said, string[]][] = [
    ["theirWords", helped.worked.map(quote)],
    ["agreedLast", helped.agreed],
    ["didLast", actions],
    ["fixedLast", helped.fixed],
  ];
  return (
    <section class="card helped">
      <h2>{say(said.helpedLast)}</h2>
      <dl class="answers">
        {rows
          .filter(([, lines]) => lines.length > 0)
          .map(([name, lines]) => (
            <div key={name}>
              <dt>{say(said[name])}</dt>
              <dd>{lines.join(" · ")}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

/** Three needs that can't wait, each with the centre's own number, before everything else. */
import type { OnCall } from "../../contract";
import { words } from "../../words";
import { Call } from "./call";

export function Needs({ onCall }: { onCall: OnCall }) {
  const said = words.value;
  const { emergency, crisis, danger = [] } = onCall;
  const needs = [
    { need: said.helpHurt, code: "hurt", rows: emergency },
    { need: said.helpDanger, code: "danger", rows: danger.length > 0 ? danger : emergency },
    { need: said.helpLife, code: "life", rows: crisis.length > 0 ? crisis : emergency },
  ];
  return (
    <section class="needs">
      {needs.map(({ need, code, rows }) => (
        <div key={code} data-need={code}>
          {rows.map((row, i) => (
            <Call key={row.label + row.number} need={i === 0 && need} row={row} />
          ))}
        </div>
      ))}
    </section>
  );
}

/** What to do for the reasons at hand, behind one tap. Each line says so while the centre's manager hasn't checked it. */
import type { Trigger } from "../../practice/levels";
import { toList } from "../../practice/offer";
import { own } from "../../practice/own";
import { language, say } from "../../words";
import { said } from "./words";

const PARTS = [
  ["first", said.first],
  ["then", said.after],
  ["do_not", said.doNot],
] as const;

export function WhatToDo({ triggers }: { triggers: Trigger[] }) {
  const rows = triggers.flatMap((trigger) =>
    PARTS.flatMap(([part, title]) => {
      const line = trigger[part];
      return line ? [{ code: trigger.code, title, line }] : [];
    }),
  );
  const told = new Set<string>(); // two reasons may ask for the same
  const once = rows.filter(({ line }) => !told.has(line[0]) && told.add(line[0]));
  return (
    <details class="what-to-do">
      <summary>{say(said.whatToDo)}</summary>
      <ul>
        {once.map(({ code, title, line }) => (
          <li key={line[0]}>
            <b>{`${say(title)}${say(said.colon)}`}</b>
            {say(line)} <NotChecked code={code} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Beside a safety line: whether the centre looked at it, in this language. */
export function NotChecked({ code }: { code: string }) {
  const checked = toList(own.value["checked_lines"]).includes(`${code}:${language.value}`);
  return checked ? null : <small class="unchecked">{say(said.notChecked)}</small>;
}

/** Rows of a table that one person writes in a sitting: who and what part, whose words, what was offered and the answer. */
import { useState } from "preact/hooks";
import { lineOf, linesOf, type Library } from "../../practice/content";
import type { Cell, Question } from "../../core/types";
import { Button } from "../../ui/button";
import { usePractice } from "../../ui/context";
import { say } from "../../words";
import { said } from "./words";

type Row = Record<string, Cell>;

interface Parts {
  question: Question;
  rows: Row[];
  /** Names at hand, offered for the first column. */
  names: string[];
  onRows: (rows: Row[]) => void;
}

export function Rows({ question, rows, names, onRows }: Parts) {
  const practice = usePractice();
  const [making, setMaking] = useState<Row>({});
  const columns = Object.entries(question.columns ?? {});
  const library = (question as Question & { library?: Library }).library;
  const whole = columns.every(([name]) => String(making[name] ?? "").trim() !== "");
  const read = (name: string, cell: Cell | undefined): string => {
    const vocabulary = question.columns?.[name] ?? "text";
    if (vocabulary !== "text") return say(practice.option([vocabulary], cell)?.label);
    return library ? say(lineOf(library, String(cell))?.label) || String(cell) : String(cell ?? "");
  };
  const put = (name: string, value: string): void => setMaking({ ...making, [name]: value });
  const add = (): void => {
    onRows([...rows, making]);
    setMaking({});
  };
  return (
    <div class="rows">
      {rows.map((row, i) => (
        <p key={i} class="card" data-row={i}>
          {columns.map(([name]) => read(name, row[name])).join(": ")}{" "}
          <Button class="quiet" onTap={() => onRows(rows.filter((_, at) => at !== i))}>
            {say(said.takeOut)}
          </Button>
        </p>
      ))}
      {columns.map(([name, vocabulary], i) => {
        const options = vocabulary === "text" ? [] : (practice.vocabularies[vocabulary]?.options ?? []);
        const lines = library && i === 0 ? linesOf(library, [], true).map(({ code, label }) => ({ code, label })) : [];
        const known = i === 0 && !library ? names.map((handle) => ({ code: handle, label: [handle, handle] as [string, string] })) : [];
        const offered = [...options, ...lines, ...known];
        return (
          <div key={name} class="choice" role="group" data-column={name}>
            {offered.map(({ code, label }) => (
              <Button key={code} class="chip" code={`${name}-${code}`} pressed={making[name] === code} onTap={() => put(name, code)}>
                {say(label)}
              </Button>
            ))}
            {vocabulary === "text" && !library && (
              <div class="fields">
                <input
                  aria-label={`${say(question.label)}: ${name === "who" ? say(said.who) : say(question.label)}`}
                  name={name}
                  value={String(making[name] ?? "")}
                  maxLength={200}
                  autocomplete="off"
                  onInput={(event) => put(name, event.currentTarget.value)}
                />
              </div>
            )}
          </div>
        );
      })}
      <Button class="button" icon="plus" code="add_row" disabled={!whole} onTap={add}>
        {say(said.addRow)}
      </Button>
    </div>
  );
}

/** The input for names by which people are known here. */
import { useState } from "preact/hooks";
import { FEW, OneOf, toList, type Asked } from "../../practice/question";
import { Button } from "../../ui/button";
import { say } from "../../words";
import { words } from "../../words/more";
import { HandleHints } from "./handle_hints";

/** Names by which people are known here; or, as the next best, that there are none. What was typed counts, added or not. */
export function Handles({ form, question, values, started, onAnswer }: Asked) {
  const said = words.value;
  const given = toList(values[question.field]);
  const [typed, setTyped] = useState("");
  const full = given.length >= (question.max ?? FEW);
  const beside = form.questions.filter((other) => other.with_field === question.field && given.length === 0);
  const choose = (handle: string): void => {
    if (handle && !given.includes(handle) && !full) onAnswer(question.field, [...given, handle], false);
    setTyped("");
  };
  const add = (): void => choose(typed.trim());
  return (
    <div class="fields">
      <label for={question.field}>{said.handleLabel}</label>
      <div class="row">
        <input
          id={question.field}
          value={typed}
          maxLength={40}
          autocomplete="off"
          disabled={full}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && add()}
          onBlur={add}
        />
        <Button class="button" icon="plus" disabled={full} onTap={add}>
          {said.addOne}
        </Button>
      </div>
      {full && <p class="hint">{said.thisIsFull}</p>}
      <div class="chips">
        {given.map((handle) => (
          <Button
            key={handle}
            class="chip"
            label={said.takeOut(handle)}
            onTap={() =>
              onAnswer(
                question.field,
                given.filter((one) => one !== handle),
                false,
              )
            }
          >
            {handle} ×
          </Button>
        ))}
      </div>
      {!full && <HandleHints typed={typed} given={given} onChoose={choose} />}
      {beside.map((other) => (
        <section key={other.field}>
          <h2>{say(other.label)}</h2>
          <OneOf form={form} question={other} values={values} started={started} onAnswer={(field, value) => onAnswer(field, value, true)} />
        </section>
      ))}
    </div>
  );
}

/** The private reflection: on this phone alone, never sent, gone after 90 days (PRACTICE 0.16). */
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Screen } from "../../ui/screen";
import { say, words } from "../../words";
import { said as hints } from "../guide/words";
import { said } from "./words";

const FIELD = "for_me";

export function ForMeScreen({ id }: { id: string }) {
  const phone = usePhone();
  const question = usePractice()
    .form("guided_talk@1")
    .questions.find((one) => one.field === FIELD);
  const [text, setText] = useState("");
  const kept = useRef(Promise.resolve()); // one after the other: the last one typed stays
  useEffect(() => void phone.private(id).then((values) => setText(String(values[FIELD] ?? ""))), [id]);
  const keep = (next: string): void => {
    setText(next);
    kept.current = kept.current.then(() => phone.keepPrivate(id, FIELD, next || null));
  };
  return (
    <Screen
      id="for_me"
      title={say(said.forMe)}
      lead={say(hints.onlyHere)}
      back={() => history.back()}
      dock={
        <Button class="button main" code="done" onTap={() => void kept.current.then(() => history.back())}>
          {words.value.done}
        </Button>
      }
    >
      <div class="fields">
        <label for={FIELD}>{say(question?.label)}</label>
        <textarea
          id={FIELD}
          rows={5}
          value={text}
          maxLength={question?.max}
          autocomplete="off"
          onInput={(event) => keep(event.currentTarget.value)}
        />
        <p class="hint">{say(said.forMeEnds)}</p>
      </div>
      {text && (
        <p>
          <Button class="quiet" code="erase" onTap={() => keep("")}>
            {say(said.erase)}
          </Button>
        </p>
      )}
    </Screen>
  );
}

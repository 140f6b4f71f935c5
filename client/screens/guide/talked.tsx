/** The talk is saved: its state in words, and what is for the author alone. */
import { useEffect, useState } from "preact/hooks";
import { GUIDED_TALK } from "../../practice/talk";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { go } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { StateCard } from "../../ui/state";
import { say, words } from "../../words";
import { turnToWritten } from "./show";
import { said as cards } from "../cards/words";
import { said } from "./words";

export function TalkedScreen({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const question = practice.question(practice.form(GUIDED_TALK), "for_me");
  const record = phone.records.value.find((one) => one.id === id);
  const [text, setText] = useState("");
  useEffect(() => void phone.private(id).then((kept) => setText(String(kept["for_me"] ?? ""))), [id]);
  const keep = (typed: string): void => {
    setText(typed);
    void phone.keepPrivate(id, "for_me", typed);
  };
  return (
    <Screen
      id="talked"
      title={words.value.stateSaved}
      quietTitle
      dock={
        <Button class="button main" code="done" onTap={() => go(record?.parent ? `saved/${record.parent}` : "")}>
          {words.value.done}
        </Button>
      }
    >
      {record && <StateCard record={record} />}
      <section class="fields">
        <label for="for_me">{say(question?.label)}</label>
        <p class="hint">{say(said.onlyHere)}</p>
        <textarea
          id="for_me"
          rows={3}
          maxLength={question?.max ?? 300}
          value={text}
          autocomplete="off"
          onInput={(event) => keep(event.currentTarget.value)}
        />
      </section>
      <div class="row">
        <Button class="button" code="show-written" onTap={turnToWritten}>
          {say(cards.written)}
        </Button>
      </div>
    </Screen>
  );
}

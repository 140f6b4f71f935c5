/** The talk is saved: its state in words, and what is for the author alone. */
import { useEffect, useState } from "preact/hooks";
import { countWords, type Side } from "../../practice/balance";
import { GUIDED_TALK } from "../../practice/talk";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { go } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { StateCard } from "../../ui/state";
import { say, words } from "../../words";
import { Balance } from "./balance";
import { letterOf } from "./shapes";
import { turnToWritten } from "./show";
import { said as cards } from "../cards/words";
import { said } from "./words";

export function TalkedScreen({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const question = practice.question(practice.form(GUIDED_TALK), "for_me");
  const record = phone.records.value.find((one) => one.id === id);
  const sides = useSides(id);
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
      {sides.length > 1 && <Balance sides={sides} />}
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

/** Each person of this talk; the minutes lie on this phone alone. */
function useSides(talk: string): Side[] {
  const phone = usePhone();
  const [minutes, setMinutes] = useState<Record<string, number>>({});
  const parties = phone.records.value.filter((one) => one.kind === "party" && one.parent === talk && one.mine);
  const people = parties.sort((a, b) => (a.id < b.id ? -1 : 1)); // ids were made in the order of the shapes
  const ids = people.map((one) => one.id).join(" ");
  useEffect(() => {
    const read = people.map(async ({ id }) => [id, Number((await phone.private(id))["minutes"] ?? 0)] as const);
    void Promise.all(read).then((kept) => setMinutes(Object.fromEntries(kept)));
  }, [ids]);
  return people.map(({ id, values }, i) => ({
    id,
    name: letterOf(values["handle"], i),
    minutes: minutes[id] ?? 0,
    words: countWords(values["words"]),
  }));
}

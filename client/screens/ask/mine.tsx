/** Asked while the phone was locked: help is on its way all the same, and waits for somebody to say whether it is theirs. */
import type { Ask } from "../../contract";
import { toKnown } from "../../practice/ask";
import { nearMatter } from "../../practice/asked";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { say, sayTime } from "../../words";
import { happenedAt } from "../logs";
import type { AskHand } from "./use_ask";
import { said } from "./words";

export function Mine({ ask, change }: { ask: Ask; change: AskHand["change"] }) {
  const phone = usePhone();
  const near = nearMatter(ask.asked, phone.drafts.value, phone.records.value);
  const claim = async (from: readonly string[]): Promise<void> => {
    const { values, about, draft } = toKnown(from, phone.drafts.value, phone.records.value);
    await change({ why: ["worker_asks"], ...values, ...(about && { about }) });
    if (draft) await phone.keepDraft({ ...draft, ask: ask.record });
  };
  const disown = (): void => {
    const values = { text: say(said.somebodyElse), sort: "not_mine" };
    void phone.save([{ kind: "note", form: "note@1", parent: ask.record, values }]);
  };
  return (
    <section class="card whose" data-locked>
      <p class="big">{say(said.isItYours)}</p>
      <p>
        {say(said.askedLocked)} {sayTime(ask.asked)}
      </p>
      {near && <Near id={near[1] ?? ""} />}
      <Button class="button main" code="mine" onTap={() => void claim(near ?? [])}>
        {say(said.mine)}
      </Button>
      {near && (
        <Button class="button" code="mine_alone" onTap={() => void claim([])}>
          {say(said.mineAlone)}
        </Button>
      )}
      <Button class="button" code="not_mine" onTap={disown}>
        {say(said.notMine)}
      </Button>
    </section>
  );
}

/** What it is tied to when they say “Mine”: a time and a place of their own. */
function Near({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const log = phone.records.value.find((one) => one.id === id);
  const draft = phone.drafts.value.find((one) => one.id === id);
  const at = log ? happenedAt(log) : draft?.started;
  const place = log?.values["place"] ?? draft?.values["place"] ?? draft?.talk?.known["place"];
  return (
    <p>
      {say(said.goesWith)} <b>{[at && sayTime(at), say(practice.option(["place"], place)?.label)].filter(Boolean).join(" · ")}</b>
    </p>
  );
}

/** Asked while the phone was locked: help is on its way all the same, and waits for somebody to say that it is theirs. */
import type { Ask } from "../../contract";
import { nearDraft, toKnown } from "../../practice/ask";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { say, sayTime, words } from "../../words";
import type { AskHand } from "./use_ask";
import { said } from "./words";

export function Mine({ ask, change }: { ask: Ask; change: AskHand["change"] }) {
  const phone = usePhone();
  const claim = async (): Promise<void> => {
    const near = nearDraft(phone.drafts.value, ask.asked);
    const { values, about, draft } = toKnown(near ? ["", near.id] : [], phone.drafts.value, phone.records.value);
    await change({ why: ["worker_asks"], ...values, ...(about && { about }) });
    if (draft) await phone.keepDraft({ ...draft, ask: ask.record });
  };
  return (
    <section class="card" data-locked>
      <p class="big">
        <Icon name="pencil" /> {words.value.isItYours}
      </p>
      <p>
        {say(said.askedLocked)} {sayTime(ask.asked)}
      </p>
      <Button class="button main" code="mine" onTap={() => void claim()}>
        {say(said.mine)}
      </Button>
    </section>
  );
}

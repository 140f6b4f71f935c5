/** Whom to call: the number, “Reached?”, and the next name where nobody was. It works locked, and stands after the call. */
import { useState } from "preact/hooks";
import type { Ask, Numbered } from "../../contract";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { say, sayTime, words } from "../../words";
import { Call } from "../help/call";
import { keepTried, listTried, nextToCall } from "./told";
import { said } from "./words";

export function WhoNext({ ask, names }: { ask: Ask; names: Numbered[] }) {
  const phone = usePhone();
  const [, redraw] = useState(0);
  const tried = listTried(ask.record, phone.records.value);
  const last = tried.at(-1);
  const reached = last?.reached ? last : null;
  const next = names.find((one) => one.label === reached?.role) ?? nextToCall(names, tried);
  const tap = (role: string, at: boolean): void => {
    void keepTried(phone, { ask: ask.record, role, at: phone.now(), reached: at }).then(() => redraw(tried.length + 1));
  };
  if (!next) return null;
  const need = phone.onCall.value?.duty.includes(next) ? words.value.helpSupervisor : words.value.helpSecond;
  return (
    <section class="who-next" data-next={next.label}>
      <Call need={need} row={next} />
      {reached ? (
        <p class="card" data-told={reached.role}>
          <Icon name="tick" /> {say(said.toldOf)} {reached.role}, {sayTime(reached.at)}
        </p>
      ) : (
        <div class="reached">
          <span>{say(said.reachedAsk)}</span>
          <Button class="chip" code="reached-yes" onTap={() => tap(next.label, true)}>
            {say(said.reachedYes)}
          </Button>
          <Button class="chip" code="reached-no" onTap={() => tap(next.label, false)}>
            {say(said.reachedNo)}
          </Button>
          <Button class="chip" code="in_person" onTap={() => tap(next.label, true)}>
            {say(said.inPerson)}
          </Button>
        </div>
      )}
      {tried.length >= names.length && !reached && <p>{say(said.everybody)}</p>}
    </section>
  );
}

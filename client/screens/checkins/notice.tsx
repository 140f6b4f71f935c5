/** That a supervisor is told, how fast and for which reason: before the save, and after it with how far it came. */
import type { RecordView } from "../../contract";
import type { Worry } from "../../practice/check_in";
import { usePhone, usePractice } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { say, sayTime, words } from "../../words";
import { fill, said } from "./words";

/** The reasons as a supervisor reads them. */
export function sayReasons(worry: Worry): string {
  return worry.triggers.map((trigger) => `${say(trigger.reason)}.`).join(" ");
}

/** `added`: help is asked for in this matter already. */
export function Notice({ worry, added }: { worry: Worry; added: boolean }) {
  const practice = usePractice();
  const level = say(practice.option(["er_level"], worry.level)?.label);
  return (
    <div class="card care" data-level={worry.level} role="status">
      <p class="big">
        <Icon name="help" /> {say(said.alsoTells)}
      </p>
      <p>{sayReasons(worry)}</p>
      <p>{added ? say(said.addsTo) : fill(said.soon, { level })}</p>
      <p>
        <b>{say(worry.triggers[0]?.first)}</b>
      </p>
    </div>
  );
}

/** After the save. Until it is at the centre it is NOT SENT, and the number stands (PRACTICE 6.4). */
export function Told({ checkIn, worry, request }: { checkIn: RecordView; worry: Worry; request: RecordView | undefined }) {
  const phone = usePhone();
  const shared = words.value;
  const ask = phone.asks.value.find((one) => one.record === request?.id);
  const here = checkIn.state === "saved" || checkIn.state === "on_its_way";
  const state = here ? "not_sent" : (ask?.state ?? "sent");
  const added = request !== undefined && request.parent !== checkIn.id;
  const [trigger] = worry.triggers;
  return (
    <div class="card care" data-ask={state} role="status">
      <p class="big">
        <Icon name={state === "taken" ? "help" : "send"} />
        {state === "not_sent" && shared.notSent}
        {state === "sent" && shared.sent}
        {state === "taken" && shared.hasIt(ask?.by ?? shared.somebody, sayTime(ask?.taken ?? checkIn.made))}
      </p>
      {state === "not_sent" && <p>{shared.notSentLead(sayTime(checkIn.made))}</p>}
      {added && <p>{say(said.added)}</p>}
      {state !== "taken" &&
        phone.onCall.value?.duty.map(({ label, number }) => (
          <p key={number}>
            <a class="button" href={`tel:${number.replace(/[^\d+*#]/g, "")}`}>
              <Icon name="call" />
              <span>
                {shared.call} {label} <b class="big">{number}</b>
              </span>
            </a>
          </p>
        ))}
      <p>{say(trigger?.first)}</p>
      <p>{say(trigger?.then)}</p>
      {trigger?.do_not && <p>{say(trigger.do_not)}</p>}
    </div>
  );
}

/** One person who is due: who, about what, and what can be done about it. */
import { useState } from "preact/hooks";
import { dayOf, isNameless, type Due } from "../../practice/due";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { go } from "../../ui/route";
import { say, sayTime, words, zone } from "../../words";
import { beginDraft, findDraft } from "./drafts";
import { LaterIcon, OwedIcon } from "./icons";
import { sayAbout, sayWho } from "./who";
import { fill, said, sayDay } from "./words";

export function DueLine({ due }: { due: Due }) {
  const phone = usePhone();
  const practice = usePractice();
  const [open, setOpen] = useState(due.when !== "later");
  const draft = findDraft(phone, due.followUp.id);
  const now = phone.now();
  const about = [sayAbout(due, phone.records.value, practice), sayAsked(due.attempts.length)].filter(Boolean).join(" · ");
  const later = draft?.later !== undefined && draft.later > now ? words.value.onYourList(sayTime(draft.later)) : "";
  const begun = draft && Object.keys(draft.values).length > 0 ? say(said.started) : "";
  const head = (
    <>
      {due.when === "owed" ? <OwedIcon /> : due.when === "later" ? <LaterIcon /> : <Icon name="clock" />}
      <span>
        <b>{sayWho(due)}</b> · {sayWhen(due, dayOf(now, zone.value))}
        <small>{about}</small>
        {isNameless(due.about) && <small>{say(said.noName)}</small>}
        {(later || begun) && <small class="kept">{later || begun}</small>}
        <Holder due={due} />
      </span>
    </>
  );
  return (
    <li class="due" data-due={due.when} data-follow-up={due.followUp.id}>
      {due.when === "later" ? (
        <Button class="line" expanded={open} onTap={() => setOpen(!open)}>
          {head}
          <Icon name="on" />
        </Button>
      ) : (
        <div class="line">{head}</div>
      )}
      {open && <Acts due={due} />}
    </li>
  );
}

function Acts({ due }: { due: Due }) {
  const phone = usePhone();
  const { followUp } = due;
  const take = (): void => void phone.save([{ kind: "taking", form: "taking@1", parent: followUp.id, values: {} }]);
  const begin = (reached: string, screen: string): void => {
    void phone.keepDraft(beginDraft(phone, followUp, reached, screen)).then(() => go(`check_in/${followUp.id}`));
  };
  if (due.others)
    return (
      <Button class="button" code="take_over" onTap={take}>
        {say(said.takeOver)}
      </Button>
    );
  return (
    <div class="acts">
      <Button class="button" code="found" onTap={() => begin("reached", "private")}>
        {say(said.found)}
      </Button>
      <Button class="button" code="not_today" onTap={() => go(`not_today/${followUp.id}`)}>
        {say(said.notTodayShort)}
      </Button>
      <Button
        class="button"
        code="not_safe"
        label={`${say(said.notSafe)} ${say(said.toAsk)}`}
        onTap={() => begin("not_safe_to_ask", "flags")}
      >
        {say(said.notSafe)}
        <span class="in-full"> {say(said.toAsk)}</span>
      </Button>
    </div>
  );
}

/** Who does it, where somebody does. */
function Holder({ due }: { due: Due }) {
  const phone = usePhone();
  const { taken, assigned, others } = due;
  if (!taken && assigned.length === 0) return null;
  const known = [...phone.colleagues.value, phone.account.value];
  const names = taken ? [taken.by] : assigned.map((id) => known.find((person) => person?.id === id)?.name ?? "");
  const name = names.filter(Boolean).join(", ") || say(said.somebody);
  return <small class="holder">{others ? fill(said.hasThis, { name }) : say(said.youHave)}</small>;
}

function sayWhen({ when, day }: Due, today: string): string {
  if (when === "today") return say(said.byEnd);
  return when === "owed" ? fill(said.since, { day: sayDay(day, today) }) : sayDay(day, today);
}

function sayAsked(times: number): string {
  return times === 0 ? "" : say(times === 1 ? said.askedOnce : said.askedMore);
}

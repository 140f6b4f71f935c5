/** The check-ins that are due: late ones first and never gone, in words, never as a number (UX 8). */
import { listDue, type Due } from "../../practice/due";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { Mark } from "../../ui/icon";
import { go } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say, words, zone } from "../../words";
import { DueLine } from "./line";
import { said } from "./words";

export function DueScreen() {
  const phone = usePhone();
  const lines = listDue(phone.records.value, phone.account.value?.id ?? "", phone.now(), zone.value);
  return (
    <Screen
      id="due"
      title={say(said.title)}
      back={() => go("")}
      beside={
        <Button class="button" onTap={() => go("")}>
          {words.value.home}
        </Button>
      }
    >
      {lines.length === 0 && (
        <div class="centred">
          <Mark />
          <p class="big">{say(said.empty)}</p>
          <p class="calm">{say(said.emptyLead)}</p>
        </div>
      )}
      {(["owed", "today", "later"] as const).map((when) => (
        <Part key={when} when={when} lines={lines.filter((line) => line.when === when)} />
      ))}
    </Screen>
  );
}

function Part({ when, lines }: { when: Due["when"]; lines: Due[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>{say(said[when])}</h2>
      <ul class="lines">
        {lines.map((due) => (
          <DueLine key={due.followUp.id} due={due} />
        ))}
      </ul>
    </section>
  );
}

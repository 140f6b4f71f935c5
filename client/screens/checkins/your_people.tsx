/** On home, once there is somebody: whom I owe a check-in, and who answered me. */
import { listDue } from "../../practice/due";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { go } from "../../ui/route";
import { zone } from "../../words";
import { words } from "../../words/more";

const ANSWER_MS = 3 * 86_400_000;

/** Answers of the last three days. */
export function YourPeople() {
  const phone = usePhone();
  const records = phone.records.value;
  const said = words.value;
  const own = new Set(records.filter((record) => record.mine).map((record) => record.id));
  const since = phone.now() - ANSWER_MS;
  const answers = records.filter((one) => !one.mine && one.kind === "reply" && own.has(one.parent ?? "") && one.made > since);
  const due = listDue(records, phone.account.value?.id ?? "", phone.now(), zone.value).filter((one) => !one.others);
  const count = (when: string): number => due.filter((one) => one.when === when).length;
  const lines = [count("owed") > 0 && said.stillOwed(count("owed")), count("today") > 0 && said.checkInsToday(count("today"))];
  if (answers.length + due.length === 0) return null;
  return (
    <section>
      <h2>{said.yourPeople}</h2>
      <ul class="lines">
        {due.length > 0 && (
          <li>
            <Button class="line" icon="clock" code="due" onTap={() => go("due")}>
              {lines.filter(Boolean).join(" · ") || said.checkInsLater}
              <Icon name="on" />
            </Button>
          </li>
        )}
        {answers.map((one) => (
          <li key={one.id}>
            <Button class="line" icon="reply" onTap={() => go(`record/${one.parent}`)}>
              {said.answeredYou(one.by)}
              <Icon name="on" />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

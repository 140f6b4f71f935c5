/** My logs, each with its state in words. */
import { Button } from "../ui/button";
import { usePhone, usePractice } from "../ui/context";
import { Icon } from "../ui/icon";
import { go } from "../ui/route";
import { Screen } from "../ui/screen";
import { StateLine } from "../ui/state";
import { say, sayTime } from "../words";
import { words } from "../words/more";
import { happenedAt, isLog, isWithdrawn } from "./logs";

export function MineScreen() {
  const phone = usePhone();
  const practice = usePractice();
  const records = phone.records.value;
  const logs = records.filter((record) => isLog(record) && record.mine).sort((a, b) => happenedAt(b) - happenedAt(a));
  return (
    <Screen id="mine" title={words.value.myLogs} back={() => go("")}>
      {logs.length === 0 && <p class="calm">{words.value.nothingYet}</p>}
      <ul class="lines">
        {logs.map((log) => (
          <li key={log.id}>
            <Button class="line room" onTap={() => go(`record/${log.id}`)}>
              <time>{sayTime(happenedAt(log))}</time>
              <span>
                {say(practice.option(["place"], log.values["place"])?.label)}
                {isWithdrawn(log, records) ? <small>{words.value.takenBack}</small> : log.state && <StateLine state={log.state} />}
              </span>
              <Icon name="on" />
            </Button>
          </li>
        ))}
      </ul>
    </Screen>
  );
}

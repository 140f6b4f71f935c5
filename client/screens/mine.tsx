/** My logs, each with its state in words, and what else needs one thing from me; those taken back are folded away. */
import type { RecordView } from "../contract";
import { Button } from "../ui/button";
import { usePhone, usePractice } from "../ui/context";
import { Icon } from "../ui/icon";
import { go } from "../ui/route";
import { Screen } from "../ui/screen";
import { StateCard, StateLine } from "../ui/state";
import { say, sayTime } from "../words";
import { words } from "../words/more";
import { happenedAt, isLog, isWithdrawn } from "./logs";
import { said } from "./people/words";

export function MineScreen() {
  const practice = usePractice();
  const records = usePhone().records.value;
  const own = records.filter((record) => isLog(record) && record.mine).sort((a, b) => happenedAt(b) - happenedAt(a));
  const logs = own.filter((log) => !isWithdrawn(log, records));
  const stuck = records.filter((record) => record.mend !== null && !isLog(record));
  const taken = own.filter((log) => !logs.includes(log));
  return (
    <Screen id="mine" title={words.value.myLogs} back={() => go("")}>
      {logs.length === 0 && <p class="calm">{words.value.nothingYet}</p>}
      <Lines logs={logs} />
      {stuck.map((record) => (
        <section key={record.id} data-kind={record.kind}>
          <h2>
            {say(Object.values(practice.forms).find((form) => form.kinds.includes(record.kind))?.name)} <time>{sayTime(record.made)}</time>
          </h2>
          <StateCard record={record} />
        </section>
      ))}
      {taken.length > 0 && (
        <details class="history">
          <summary>{say(said.takenBack)}</summary>
          <Lines logs={taken} />
        </details>
      )}
    </Screen>
  );
}

function Lines({ logs }: { logs: RecordView[] }) {
  const practice = usePractice();
  const records = usePhone().records.value;
  return (
    <ul class="lines">
      {logs.map((log) => (
        <li key={log.id}>
          <Button class="line room" onTap={() => go(`record/${log.id}`)}>
            <time>{sayTime(happenedAt(log))}</time>
            <span>
              {say(practice.option(["place"], log.values["place"])?.label)}
              {log.state && !isWithdrawn(log, records) && <StateLine state={log.state} />}
            </span>
            <Icon name="on" />
          </Button>
        </li>
      ))}
    </ul>
  );
}

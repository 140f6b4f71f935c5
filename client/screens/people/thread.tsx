/** An ongoing matter: what helped first, then its events in their order and what was tried. No person has a number here. */
import type { RecordView } from "../../contract";
import { isOpen, logsIn } from "../../practice/thread";
import { findHelped, listEvents } from "../../practice/threads";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Heat } from "../../ui/heat";
import { Icon } from "../../ui/icon";
import { go } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say, sayTime } from "../../words";
import { happenedAt } from "../logs";
import { HelpedCard } from "./helped";
import { said } from "./words";

export function ThreadScreen({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const records = phone.records.value;
  const thread = records.find((one) => one.id === id && one.kind === "thread");
  const back = (): void => history.back();
  if (!thread)
    return (
      <Screen id="thread" title={say(said.threadGone)} back={back}>
        {null}
      </Screen>
    );
  const events = listEvents(practice, thread, records);
  const helped = [...events].reverse().find((log) => findHelped(log, records));
  const open = isOpen(thread);
  const close = (): void => {
    void phone.save([{ kind: "thread", form: "thread@1", record: id, values: { closed: open ? "yes" : null } }]);
  };
  return (
    <Screen id="thread" title={String(thread.values["title"] ?? say(said.thread))} lead={open ? undefined : say(said.isOver)} back={back}>
      {helped && <HelpedCard log={helped} />}
      <section>
        <h2>{say(said.whatHappened)}</h2>
        <ol class="lines">
          {events.map((log) => (
            <Event key={log.id} log={log} />
          ))}
        </ol>
        {events.length < logsIn(thread).length && <p class="hint">{say(said.threadMore)}</p>}
      </section>
      {thread.mine && (
        <section>
          <Button class="button" code="close" onTap={close}>
            {say(open ? said.itIsOver : said.openAgain)}
          </Button>
        </section>
      )}
    </Screen>
  );
}

function Event({ log }: { log: RecordView }) {
  const practice = usePractice();
  const label = (name: string, code: unknown): string => say(practice.option([name], code)?.label);
  const { heat, outcome, actions } = log.values;
  const tried = ((actions as string[] | undefined) ?? []).map((code) => label("action", code));
  return (
    <li>
      <Button class="line room" onTap={() => go(`record/${log.id}`)}>
        <time>{sayTime(happenedAt(log))}</time>
        <span>
          <small>
            {typeof heat === "string" && <Heat code={heat} />}
            {[label("heat", heat), label("outcome", outcome)].filter(Boolean).join(" · ")}
          </small>
          {tried.length > 0 && (
            <small>
              {say(said.tried)} {tried.join(", ")}
            </small>
          )}
        </span>
        <Icon name="on" />
      </Button>
    </li>
  );
}

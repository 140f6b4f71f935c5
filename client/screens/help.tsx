/**
 * The help card: inverted, so that it can't be mistaken for any other screen. Works locked. One tap on "Get help"
 * makes and sends the request with what is known; the numbers stand until a human has it.
 */
import { useEffect } from "preact/hooks";
import type { Ask, Numbered } from "../contract";
import { toKnown } from "../practice/ask";
import { Button } from "../ui/button";
import { usePhone } from "../ui/context";
import { Icon } from "../ui/icon";
import { LaterPart } from "../ui/more";
import { came, go, replace } from "../ui/route";
import { Screen } from "../ui/screen";
import { sayTime, words } from "../words";
import { isWithdrawn, placeOf, toLocalTime, WITHDRAWAL } from "./logs";

const SAME_MS = 30 * 60_000;

/** `asking`: it was opened by "Get help", which is itself the asking. */
export function HelpScreen({ asking }: { asking: boolean }) {
  const phone = usePhone();
  const said = words.value;
  const open = phone.standing.value === "open";
  const enrolled = open || phone.standing.value === "locked";
  const ask = findAsk();
  const send = async (): Promise<void> => {
    const { values, about, draft } = toKnown(came.from, phone.drafts.value, phone.records.value);
    const { record } = await phone.askForHelp({ ...values, learned_at: toLocalTime(phone.now()) }, about);
    if (draft) await phone.keepDraft({ ...draft, ask: record });
  };
  useEffect(() => {
    if (!asking) return;
    replace("help");
    if (enrolled && !ask) void send();
  }, [asking]);
  const draft = [...phone.drafts.value].sort((a, b) => b.touched - a.touched)[0];
  return (
    <Screen
      id="help"
      title={said.helpTitle}
      back={() => (history.length > 1 ? history.back() : go(""))}
      dock={
        <>
          {enrolled && !ask && (
            <Button class="button main" icon="send" code="ask_now" onTap={() => void send()}>
              {said.askNow}
            </Button>
          )}
          {open && draft && (
            <Button class="button" icon="pencil" onTap={() => go(placeOf(draft))}>
              {said.goOn}
            </Button>
          )}
        </>
      }
      beside={
        <Button class="button" onTap={() => go("")}>
          {open ? said.home : said.back}
        </Button>
      }
    >
      {ask && <LaterPart draw={(more) => <more.DutyOfMine ask={ask} />} />}
      {ask && <AskState ask={ask} />}
      {enrolled && !ask && <p class="lead">{open ? said.askNowLead : said.lockedHelp}</p>}
      {ask && <LaterPart draw={(more) => <more.AskCard ask={ask} />} />}
      <Numbers />
    </Screen>
  );

  /** My latest request that nobody closed, not taken back, and not from another hour. */
  function findAsk(): Ask | undefined {
    const records = phone.records.value;
    return phone.asks.value.find((one) => {
      const record = records.find((held) => held.id === one.record);
      const recent = phone.now() - one.asked < SAME_MS || one.state !== "taken";
      return recent && !(record && isWithdrawn(record, records));
    });
  }
}

function AskState({ ask }: { ask: Ask }) {
  const phone = usePhone();
  const said = words.value;
  const at = sayTime(ask.asked);
  const withdraw = (): void => {
    void phone.save([{ kind: "withdrawal", form: WITHDRAWAL, parent: ask.record, values: { reason: "mistake" } }]);
  };
  return (
    <div class="card ask" data-ask={ask.state} role="status">
      {ask.state === "not_sent" && <p class="big">{said.notSent}</p>}
      {ask.state === "not_sent" && <p>{said.notSentLead(at)}</p>}
      {ask.state === "sent" && <p class="big">{said.sent}</p>}
      {ask.state === "sent" && <p>{said.sentLead}</p>}
      {ask.state === "taken" && (
        <p class="big">
          <Icon name="help" /> {said.hasIt(ask.by ?? said.somebody, sayTime(ask.taken ?? ask.asked))}
        </p>
      )}
      {phone.standing.value === "open" && ask.state !== "taken" && (
        <Button class="quiet" onTap={withdraw}>
          {said.helpNoMore}
        </Button>
      )}
    </div>
  );
}

/** The centre's own numbers, in the order of what can't wait. */
function Numbers() {
  const said = words.value;
  const numbers = usePhone().onCall.value;
  if (!numbers) return <p>{said.noNumbers}</p>;
  return (
    <>
      <Calls title={said.helpSupervisor} rows={numbers.duty} />
      <Calls title={`${said.helpHurt} · ${said.helpDanger}`} rows={numbers.emergency} />
      <Calls title={said.helpLife} rows={numbers.crisis} />
      <Calls title={said.helpSecond} rows={numbers.second_contact} />
      <Calls title={said.helpLaw} rows={numbers.law} />
      {numbers.desk && <p class="desk">{numbers.desk}</p>}
    </>
  );
}

function Calls({ title, rows }: { title: string; rows: Numbered[] }) {
  if (rows.length === 0) return null;
  return (
    <section class="calls">
      <h2>{title}</h2>
      {rows.map(({ label, number }) => (
        <a key={label + number} class="call" href={`tel:${number.replace(/[^\d+*#]/g, "")}`}>
          <Icon name="call" />
          <span>
            {words.value.call} {label}
          </span>
          <b>{number}</b>
        </a>
      ))}
    </section>
  );
}

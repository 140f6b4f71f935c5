/**
 * The help card: inverted, so that it can't be mistaken for any other screen. Works locked. One tap on "Get help"
 * makes and sends the request with what is known; the numbers stand until a human has it.
 */
import { useEffect, useState } from "preact/hooks";
import type { Ask } from "../contract";
import { isOld } from "../practice/ask";
import { Button } from "../ui/button";
import { usePhone } from "../ui/context";
import { Icon } from "../ui/icon";
import { useMore } from "../ui/more";
import { came, go, replace } from "../ui/route";
import { Screen } from "../ui/screen";
import { sayTime, words } from "../words";
import { Calls } from "./help/call";
import { Needs } from "./help/needs";
import { askFor } from "./help/send";
import { placeOf } from "./logs";

/** `asking`: it was opened by "Get help", which is itself the asking. */
export function HelpScreen({ asking }: { asking: boolean }) {
  const phone = usePhone();
  const said = words.value;
  const more = useMore("help");
  const [busy, setBusy] = useState(false);
  const open = phone.standing.value === "open";
  const enrolled = open || phone.standing.value === "locked";
  const { onCall, looks } = phone;
  const { cannotCall } = looks.value;
  const ask = phone.asks.value.find((one) => one.state !== "taken" || !isOld(one, phone.centreNow()));
  const again = ask !== undefined && (ask.state === "taken" || isOld(ask, phone.centreNow()));
  const send = (anew: boolean): void => {
    if (busy) return;
    setBusy(true);
    void askFor(phone, came.from, anew).finally(() => setBusy(false));
  };
  useEffect(() => {
    if (!asking) return;
    replace("help");
    send(false);
  }, [asking]);
  const later = typeof more === "object" ? more : null;
  const draft = [...phone.drafts.value].sort((a, b) => b.touched - a.touched)[0];
  const desk = onCall.value?.desk && <p class="desk">{onCall.value.desk}</p>;
  return (
    <Screen
      id="help"
      title={said.helpTitle}
      back={() => (history.length > 1 ? history.back() : go(""))}
      dock={
        enrolled &&
        (!ask || again) && (
          <Button class="button main" icon="send" code="ask_now" disabled={busy} onTap={() => send(true)}>
            {again ? said.askAgain : said.askNow}
          </Button>
        )
      }
      beside={
        <>
          {open && draft && (
            <Button class="button" icon="pencil" onTap={() => go(placeOf(draft))}>
              {said.goOn}
            </Button>
          )}
          <Button class="button" onTap={() => go("")}>
            {open ? said.home : said.back}
          </Button>
        </>
      }
    >
      {ask && later && <later.DutyOfMine ask={ask} />}
      {cannotCall && desk}
      {onCall.value ? <Needs onCall={onCall.value} /> : <p>{said.noNumbers}</p>}
      {ask && <AskState ask={ask} />}
      {enrolled && !ask && <p class="lead">{open ? said.askNowLead : said.lockedHelp}</p>}
      {ask && later && <later.AskCard ask={ask} />}
      {onCall.value && (!later || !ask || ask.state === "taken") && (
        <>
          <Calls title={said.helpSupervisor} rows={onCall.value.duty} />
          <Calls title={said.helpSecond} rows={onCall.value.second_contact} />
        </>
      )}
      {onCall.value && <Calls title={said.helpLaw} rows={onCall.value.law} />}
      {!cannotCall && desk}
      {onCall.value && later && <later.CannotCall />}
    </Screen>
  );
}

function AskState({ ask }: { ask: Ask }) {
  const said = words.value;
  const at = sayTime(ask.asked);
  return (
    <div class="card ask" data-ask={ask.state} role="status">
      {ask.state === "not_sent" && <p class="big">{said.notSent}</p>}
      {ask.state === "not_sent" && <p>{said.notSentLead(at)}</p>}
      {ask.state === "sent" && <p class="big">{said.sent}</p>}
      {ask.state === "sent" && <p>{said.sentLead(at)}</p>}
      {ask.state === "taken" && (
        <p class="big">
          <Icon name="help" /> {said.hasIt(ask.by ?? said.somebody, sayTime(ask.taken ?? ask.asked))}
        </p>
      )}
    </div>
  );
}

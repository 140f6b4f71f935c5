/** Thanks: where the check-in stands, what comes next, and who was told. */
import type { Draft } from "../../contract";
import type { Values } from "../../core/types";
import { findWorry } from "../../practice/check_in";
import { dayOf, DONE } from "../../practice/due";
import { findOpenRequest } from "../../practice/matter";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { go } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { StateCard } from "../../ui/state";
import { say, words, zone } from "../../words";
import { turnTo } from "../guide/show";
import { said as guide } from "../guide/words";
import { QUICK_LOG } from "../logs";
import { Withdraw } from "../withdraw";
import { useAround } from "./find";
import { GoneScreen } from "./gone";
import { Told } from "./notice";
import { fill, said, sayDay } from "./words";

export function ThanksScreen({ id }: { id: string }) {
  const phone = usePhone();
  const records = phone.records.value;
  const checkIn = records.find((one) => one.id === id && one.kind === "check_in");
  const around = useAround(checkIn, []);
  if (!checkIn) return <GoneScreen />;
  const { values, parent } = checkIn;
  const worry = findWorry(around, values);
  const own = records.find((one) => one.kind === "escalation" && one.parent === id);
  const news = findNews();
  const list = (
    <Button class={news ? "button" : "button main"} code="done" onTap={() => go("due")}>
      {say(said.title)}
    </Button>
  );
  return (
    <Screen
      id="thanks"
      title={say(said.thanks)}
      dock={
        news ? (
          <Button class="button main" icon="pencil" code="log_news" onTap={() => go(`log/${news.id}`)}>
            {say(said.logNews)}
          </Button>
        ) : (
          list
        )
      }
      beside={
        news ? (
          list
        ) : (
          <Button class="button" onTap={() => go("")}>
            {words.value.home}
          </Button>
        )
      }
    >
      {worry && <Told checkIn={checkIn} worry={worry} request={own ?? findOpenRequest(around.matter)} />}
      <StateCard record={checkIn} />
      <p data-next={values["next"]}>{sayNext(values, dayOf(around.now, zone.value))}</p>
      {values["reached"] === "reached" && <p class="quote">{say(said.sayThanks)}</p>}
      {values["reached"] === "reached" && values["private"] !== "no" && (
        <Button class="button" code="questions" onTap={() => turnTo("questions", () => [])}>
          {say(guide.cardQuestions)}
        </Button>
      )}
      {news && <p>{say(said.newsLead)}</p>}
      <div class="row">
        <Withdraw record={id} />
      </div>
    </Screen>
  );

  /** The log of what is new, as long as it is a draft. */
  function findNews(): Draft | undefined {
    if (values["news"] !== "small" && values["news"] !== "serious") return undefined;
    const about = around.matter.log?.id ?? parent;
    return phone.drafts.value.find((draft) => draft.form === QUICK_LOG && draft.about === about);
  }
}

function sayNext(values: Values, today: string): string {
  const { next, next_on, reached } = values;
  if (typeof next_on === "string") return fill(said.again, { day: sayDay(next_on, today) });
  if (reached === "not_found" && next === "close") return say(said.closedTried);
  return say(next === "close" || DONE.has(reached) ? said.closed : said.stays);
}

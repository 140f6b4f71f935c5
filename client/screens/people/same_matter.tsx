/** “This looks like the same matter”: offered from what this phone holds, linked by the worker's yes alone. */
import { useEffect, useState } from "preact/hooks";
import type { RecordView } from "../../contract";
import { timesOf } from "../../practice/again";
import { againOf, findEarlier, toThread, type Earlier } from "../../practice/threads";
import { titleOf } from "../../practice/thread";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { go } from "../../ui/route";
import { language, say, words, zone } from "../../words";
import { happenedAt, isWithdrawn } from "../logs";
import { HelpedCard } from "./helped";
import { said } from "./words";

const NOT_SAME = "not_same";
const WEEK_MS = 6 * 86_400_000;

/** Below a log of one's own, and right after its save. */
export function SameMatter({ id }: { id: string }) {
  const phone = usePhone();
  const practice = usePractice();
  const [other, setOther] = useState<string[] | null>(null); // logs of which the worker said no
  useEffect(() => void phone.private(id).then((kept) => setOther((kept[NOT_SAME] as string[] | undefined) ?? [])), [id]);
  const records = phone.records.value;
  const log = records.find((one) => one.id === id);
  if (!log?.mine || other === null || isWithdrawn(log, records)) return null;
  const earlier = findEarlier(practice, log, records, phone.now());
  if (earlier?.confirmed) return <Confirmed log={log} earlier={earlier} />;
  const [last] = earlier?.logs ?? [];
  if (!earlier || !last || other.includes(last.id)) return null;
  const no = (): void => {
    const next = [...other, ...earlier.logs.map((one) => one.id)];
    setOther(next);
    void phone.keepPrivate(id, NOT_SAME, next);
  };
  return (
    <section class="card same" data-matter="offered">
      <p>{say(said.sameAs).replace("{day}", sayDay(happenedAt(last), phone.now()))}</p>
      <div class="row">
        <Button class="button" code="same_yes" onTap={() => void phone.save([toThread(log, earlier, titleOf(practice, log.values))])}>
          {say(said.yesSame)}
        </Button>
        <Button class="button" code="same_no" onTap={no}>
          {say(said.noOther)}
        </Button>
      </div>
      <p class="hint">{say(said.sameLead)}</p>
    </section>
  );
}

function Confirmed({ log, earlier }: { log: RecordView; earlier: Earlier }) {
  const practice = usePractice();
  const [last] = earlier.logs;
  const { times, again_14, again_30, hotter } = againOf(practice, log, earlier);
  return (
    <div data-matter="confirmed">
      {last && <HelpedCard log={last} />}
      <section class="card same">
        <p>
          {times > 1 && <b>{say(timesOf(times))} · </b>}
          {String(earlier.thread?.values["title"] ?? titleOf(practice, log.values))}
        </p>
        {(again_30 || hotter) && <p>{say(said.askTogether)}</p>}
        {again_14 && !again_30 && !hotter && <p>{say(said.offerOther)}</p>}
        <div class="row">
          {(again_30 || hotter) && (
            <Button class="button" code="ask_together" onTap={() => go("help/ask")}>
              {words.value.getHelp}
            </Button>
          )}
          {earlier.thread && (
            <Button class="button" code="thread" onTap={() => go(`thread/${earlier.thread?.id}`)}>
              {say(said.partOf)}
            </Button>
          )}
        </div>
      </section>
    </div>
  );
}

/** “on Tuesday”, “earlier today”, “on 3 November”. */
function sayDay(ms: number, now: number): string {
  const timeZone = zone.value;
  const dayOf = (at: number): string => new Date(at).toLocaleDateString("en-CA", { timeZone });
  if (dayOf(ms) === dayOf(now)) return say(said.sameDay);
  const close = now - ms < WEEK_MS;
  const day: Intl.DateTimeFormatOptions = close ? { weekday: "long" } : { day: "numeric", month: "long" };
  const shown = new Date(ms).toLocaleDateString(language.value, { ...day, timeZone });
  return say(close ? said.onDay : said.onDate).replace("{day}", shown);
}

/**
 * That a matter came back, as triggers.json asks it, and its reason in words (PRACTICE 6.4): “Third time: Noise · Quiet
 * room”. Counted in one open thread alone, by what a worker confirmed; it is the matter's, and never stands beside a person.
 */
import type { RecordView } from "../contract";
import type { Practice } from "../core/definitions";
import type { Pair, Values } from "../core/types";
import { said } from "../screens/people/words";
import { happenedAt } from "../screens/logs";
import { levelOf, type Trigger, type Triggers } from "./levels";
import { isMasked } from "./matters";
import { findMatter } from "./matter";
import { againAt, againOf, findEarlier, listEvents, type Again } from "./threads";
import { titleOf } from "./thread";

export interface CameBack extends Again {
  /** What the matter is about, without a name. */
  title: string;
}

/**
 * Of the matter that the record `id` is a part of; null where this phone holds none that came back. `news`: when
 * something new happened in it that has no log yet, as a check-in says.
 */
export function findCameBack(
  practice: Practice,
  id: string,
  records: readonly RecordView[],
  now: number,
  news: number | null = null,
): CameBack | null {
  const { log } = findMatter(id, records);
  if (!log || isMasked(practice, log, records)) return null;
  const found = findEarlier(practice, log, records, now);
  const held = found?.confirmed ? found : null;
  const title = String(held?.thread?.values["title"] ?? titleOf(practice, log.values));
  if (news === null) return held && { ...againOf(practice, log, held), title };
  const events = held?.thread ? listEvents(practice, held.thread, records) : [log];
  return { ...againAt(practice, events.filter((one) => happenedAt(one) <= news).reverse(), news), title };
}

/** The level with what the thread adds to these facts. Of its own triggers the most urgent alone is said, as which time it is. */
export function levelWith(
  practice: Practice,
  data: Triggers,
  facts: Values,
  again: CameBack | null,
): { level: string | null; triggers: Trigger[] } {
  if (!again) return levelOf(practice, data, facts);
  const { again_14, again_30, hotter } = again;
  const known: Values = { again_14, again_30, hotter };
  const { level, triggers } = levelOf(practice, data, { ...facts, ...known });
  const [first, ...others] = levelOf(practice, data, known).triggers.map((trigger) => trigger.code);
  const shown = triggers.filter((trigger) => !others.includes(trigger.code));
  return { level, triggers: shown.map((one) => (one.code === first ? withReason(one, again) : one)) };
}

/** In words up to the third: a matter has no score. */
export function timesOf(times: number): Pair {
  return times === 2 ? said.second : times === 3 ? said.third : said.again;
}

function withReason(trigger: Trigger, { times, hotter, title }: CameBack): Trigger {
  const [en, fr] = timesOf(times);
  const more = hotter ? said.andHotter : ["", ""];
  return { ...trigger, reason: [`${en}${more[0]}: ${title}`, `${fr}${more[1]}\u00a0: ${title}`] };
}

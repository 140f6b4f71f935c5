/** Wrong PINs: after five, waits of 1, 5, 15 and 60 minutes. Counted in two places; a clock set back doesn't help. */
import { getOpen, setOpen, type Database } from "./database";

const FREE = 4;
const WAITS_MS = [1, 5, 15, 60].map((minutes) => minutes * 60_000);
const KEY = "tries";

export interface Tries {
  wrong: number;
  until: number;
}

/** The worse of both counts. */
export async function readTries(database: Database): Promise<Tries> {
  const first = (await getOpen(database, "tries")) ?? { wrong: 0, until: 0 };
  const second = readSecond();
  return { wrong: Math.max(first.wrong, second.wrong), until: Math.max(first.until, second.until) };
}

/** Counts a try before it is made, so that a kill in the middle doesn't give it back. */
export async function countTry(database: Database, now: number): Promise<Tries> {
  const { wrong } = await readTries(database);
  const wait = wrong < FREE ? 0 : (WAITS_MS[Math.min(wrong - FREE, WAITS_MS.length - 1)] ?? 0);
  return keepTries(database, { wrong: wrong + 1, until: wait ? now + wait : 0 });
}

export async function keepTries(database: Database, tries: Tries): Promise<Tries> {
  localStorage.setItem(KEY, JSON.stringify(tries));
  await setOpen(database, "tries", tries);
  return tries;
}

function readSecond(): Tries {
  try {
    const read = JSON.parse(localStorage.getItem(KEY) ?? "") as Tries;
    return { wrong: Number(read.wrong) || 0, until: Number(read.until) || 0 };
  } catch {
    return { wrong: 0, until: 0 };
  }
}

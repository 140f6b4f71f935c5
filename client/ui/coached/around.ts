/** What the coach must know around a text, gathered from this phone, and what its author wants to hear no more of. */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { RecordView } from "../../contract";
import type { Value, Values } from "../../core/types";
import { own } from "../../practice/own";
import { language, say } from "../../words";
import { usePhone, usePractice } from "../context";
import type { Around, Coach } from "./items";

const KEPT = "coach"; // the place in the vault's private store: codes and times, never a text
const LOGS_REMEMBERED = 20;

export function useAround(
  coach: Coach | null,
  values: Values,
  started: number,
): { around: Around | null; putAside: (code: string) => void } {
  const phone = usePhone();
  const practice = usePractice();
  const [kept, setKept] = useState<Values | null>(null);
  useEffect(() => void phone.private(KEPT).then(setKept), []);
  const records = phone.records.value;
  const flags = codesIn(values, (code) => practice.option(["flag"], code) !== undefined);
  const types = codesIn(values, (code) => practice.option(["conflict_type"], code) !== undefined);
  const names = toList(values["people"]);
  const handles = useMemo(() => [...new Set([...names, ...records.flatMap(handlesOf)])], [records, names.join()]);
  const safe = useMemo(() => toList(own.value["safe_phrases"]), [own.value]);
  const places = practice.vocabularies["place"]?.options ?? [];
  const people = [phone.account.value, ...phone.colleagues.value, phone.centre.value].map((one) => one?.name ?? "");
  const spoken = language.value;
  const around = useMemo((): Around | null => {
    if (!kept || !coach) return null;
    const quiet = Object.keys(kept).filter((code) => coach.isQuietNow(toList(kept[code]), phone.now()));
    const once = toList(kept["balance"]).includes(String(started)) ? ["balance"] : [];
    const known = [...handles, ...safe, ...people, ...places.map(({ label }) => say(label))];
    return { language: spoken, flags, types, handles, safe, known, names, muted: new Set([...quiet, ...once]) };
  }, [coach, kept, handles, safe, spoken, flags.join(), types.join(), started]);

  const putAside = (code: string): void => {
    if (!coach || !kept) return;
    const held = toList(kept[code]);
    const next = code === "balance" ? [...held, String(started)].slice(-LOGS_REMEMBERED) : coach.withDismissal(held, phone.now());
    void phone.keepPrivate(KEPT, code, next);
  };
  return { around, putAside };
}

function handlesOf({ values }: RecordView): string[] {
  const { handle } = values;
  return typeof handle === "string" ? [handle] : toList(values["people"]);
}

function codesIn(values: Values, isOne: (code: string) => boolean): string[] {
  return Object.values(values)
    .flatMap(toList)
    .filter((code) => code !== "none" && isOne(code));
}

function toList(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

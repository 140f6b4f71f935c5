/** Who a check-in is about, and which matter: in as few words as a glance takes. */
import type { RecordView } from "../../contract";
import type { Practice } from "../../core/definitions";
import type { Pair } from "../../core/types";
import { isNameless, type Due } from "../../practice/due";
import { findMatter } from "../../practice/matter";
import { say, sayTime } from "../../words";
import { happenedAt } from "../logs";
import { said } from "./words";

export function sayWho({ about }: Pick<Due, "about">): string {
  const handle = about?.values["handle"];
  return typeof handle === "string" ? handle : say(isNameless(about) ? said.youKnowWho : said.someone);
}

/** “Sharing things”; where no name was kept the time helps: “Sharing things, 10:40”. */
export function sayAbout({ followUp, about: person }: Due, records: readonly RecordView[], practice: Practice): string {
  const { log } = findMatter(followUp.id, records);
  if (!log) return "";
  const codes = (log.values["types"] ?? []) as string[];
  const labels = codes.map((code) => {
    const option = practice.option(["conflict_type"], code);
    return say((option?.["short"] as Pair | undefined) ?? option?.label);
  });
  const place = say(practice.option(["place"], log.values["place"])?.label);
  const about = labels.filter(Boolean).join(", ") || place;
  return isNameless(person) ? [about, sayTime(happenedAt(log))].filter(Boolean).join(", ") : about;
}

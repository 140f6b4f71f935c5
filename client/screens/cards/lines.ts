/** What stands on a card, line by line, in the language of whoever reads it. */
import type { Language, OnCall } from "../../contract";
import type { Pair } from "../../core/types";
import { complaint, said, written } from "./words";

export function sayIn(pair: Pair, language: Language): string {
  return pair[language === "fr" ? 1 : 0];
}

export function writtenLines(language: Language): string[] {
  return written.map((line) => sayIn(line, language));
}

/** To whom stands second, with the centre's own numbers. */
export function complaintLines(onCall: Pick<OnCall, "second_contact"> | null, language: Language): string[] {
  const contacts = (onCall?.second_contact ?? []).map(({ label, number }) => `${label} ${number.replaceAll(" ", "\u00a0")}`).join(", ");
  const to = contacts ? sayIn(said.complaintTo, language).replace("{contacts}", contacts) : sayIn(said.complaintToAny, language);
  const [how = "", ...rest] = complaint.map((line) => sayIn(line, language));
  return [how, to, ...rest];
}

/** A table of contents: which address is which screen, of all that come after the first quick log. */
import rest from "practice:rest";
import type { ComponentChild } from "preact";
import type { Practice } from "../core/definitions";
import { CheckScreen } from "./check";
import { GuideScreen } from "./guide/guide";
import { ShowScreen } from "./guide/show";
import { TalkedScreen } from "./guide/talked";
import { HomeScreen } from "./home";
import { MineScreen } from "./mine";
import { RecordScreen } from "./record";
import { SettingsScreen } from "./settings";

export { Coached } from "../ui/coached/coached";

const SCREENS: Record<string, (id: string, more: string[]) => ComponentChild> = {
  check: () => <CheckScreen />,
  guide: (id, more) => <GuideScreen id={id} more={more} />,
  mine: () => <MineScreen />,
  record: (id) => <RecordScreen id={id} />,
  settings: () => <SettingsScreen />,
  show: () => <ShowScreen />,
  talked: (id) => <TalkedScreen id={id} />,
};

/** The definitions that these screens ask, beside those that the phone has already. */
export function addTo(practice: Practice): void {
  practice.add(rest.vocabularies, rest.forms);
}

export function MoreScreen({ path: [place = "", id = "", ...more] }: { path: string[] }) {
  return <>{SCREENS[place]?.(id, more) ?? <HomeScreen />}</>;
}

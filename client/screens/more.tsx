/** A table of contents: which address is which screen, of all that come after the first quick log. */
import rest from "practice:rest";
import type { ComponentChild } from "preact";
import type { Practice } from "../core/definitions";
import { CheckScreen } from "./check";
import { CheckInScreen } from "./checkins/check_in";
import { DueScreen } from "./checkins/due";
import { GiveScreen } from "./checkins/give";
import { NotTodayScreen } from "./checkins/not_today";
import { ThanksScreen } from "./checkins/thanks";
import { HomeScreen } from "./home";
import { MineScreen } from "./mine";
import { RecordScreen } from "./record";
import { SettingsScreen } from "./settings";

const SCREENS: Record<string, (id: string, more: string[]) => ComponentChild> = {
  check: () => <CheckScreen />,
  check_in: (id) => <CheckInScreen id={id} />,
  due: () => <DueScreen />,
  give: (id) => <GiveScreen id={id} />,
  mine: () => <MineScreen />,
  not_today: (id) => <NotTodayScreen id={id} />,
  record: (id) => <RecordScreen id={id} />,
  settings: () => <SettingsScreen />,
  thanks: (id) => <ThanksScreen id={id} />,
};

/** The definitions that these screens ask, beside those that the phone has already. */
export function addTo(practice: Practice): void {
  practice.add(rest.vocabularies, rest.forms);
}

export function MoreScreen({ path: [place = "", id = "", ...more] }: { path: string[] }) {
  return <>{SCREENS[place]?.(id, more) ?? <HomeScreen />}</>;
}

/** A table of contents: which address is which screen, of all that come after the first quick log. */
// What is shared with this file lies in one file of its own. So all that comes first does, packed as one: 1.7 kB less.
import "../main";
import rest from "practice:rest";
import type { ComponentChild } from "preact";
import type { Practice } from "../core/definitions";
import { AskScreen } from "./ask/ask";
import { CardScreen } from "./cards/cards";
import { CheckScreen } from "./check";
import { CheckInScreen } from "./checkins/check_in";
import { DueScreen } from "./checkins/due";
import { GiveScreen } from "./checkins/give";
import { NotTodayScreen } from "./checkins/not_today";
import { PlanScreen } from "./checkins/plan";
import { ThanksScreen } from "./checkins/thanks";
import { GuideScreen } from "./guide/guide";
import { ShowScreen } from "./guide/show";
import { TalkedScreen } from "./guide/talked";
import { HandoverScreen } from "./handover/handover";
import { HomeScreen } from "./home";
import { MineScreen } from "./mine";
import { ForMeScreen } from "./people/for_me";
import { NotNowScreen } from "./people/not_now";
import { NoteScreen } from "./people/note";
import { PassOnScreen } from "./people/pass_on";
import { PeopleScreen } from "./people/people";
import { PersonScreen } from "./people/person";
import { SeenScreen } from "./people/seen";
import { TakeOutScreen } from "./people/take_out";
import { ThreadScreen } from "./people/thread";
import { ViewScreen } from "./people/view";
import { RecordScreen } from "./record";
import { SettingsScreen } from "./settings";

export { Coached } from "../ui/coached/coached";

const SCREENS: Record<string, (id: string, more: string[]) => ComponentChild> = {
  ask: (id) => <AskScreen key={id} id={id} />,
  cards: (id, [of = ""]) => <CardScreen name={id} of={of} />,
  check: () => <CheckScreen />,
  for_me: (id) => <ForMeScreen id={id} />,
  guide: (id, more) => <GuideScreen id={id} more={more} />,
  handover: (id, more) => <HandoverScreen id={id} more={more} />,
  mine: () => <MineScreen />,
  not_now: (id) => <NotNowScreen id={id} />,
  note: (id, [sort = "addendum"]) => <NoteScreen key={id} id={id} sort={sort} />,
  pass_on: (id) => <PassOnScreen id={id} />,
  people: () => <PeopleScreen />,
  person: (id) => <PersonScreen key={id} id={id} />,
  check_in: (id) => <CheckInScreen id={id} />,
  due: () => <DueScreen />,
  give: (id) => <GiveScreen id={id} />,
  plan_check_in: (id) => <PlanScreen key={id} id={id} />,
  not_today: (id) => <NotTodayScreen id={id} />,
  record: (id) => <RecordScreen id={id} />,
  seen: () => <SeenScreen />,
  settings: () => <SettingsScreen />,
  show: () => <ShowScreen />,
  talked: (id) => <TalkedScreen id={id} />,
  take_out: (id) => <TakeOutScreen id={id} />,
  thread: (id) => <ThreadScreen id={id} />,
  view: (id) => <ViewScreen key={id} id={id} />,
  thanks: (id) => <ThanksScreen id={id} />,
};

export { AfterSave } from "./after_save";
export { CannotCall } from "./ask/cannot_call";
export { HandoverNews } from "./handover/lines";
export { AskCard, DutyOfMine } from "./ask/card";
export { KeepLevels } from "./ask/keep_levels";
export { linkNews } from "../practice/thread";
export { YourPeople } from "./checkins/your_people";
export { Refusal } from "./refusal";
export { Handles } from "./people/handles";
export { SameMatter } from "./people/same_matter";
export { Withdraw } from "./withdraw";

/** The definitions that these screens ask, beside those that the phone has already. */
export function addTo(practice: Practice): void {
  practice.add(rest.vocabularies, rest.forms);
}

export function MoreScreen({ path: [place = "", id = "", ...more] }: { path: string[] }) {
  return <>{SCREENS[place]?.(id, more) ?? <HomeScreen />}</>;
}

/** Which screen is on: first by where the phone stands, then by the address. */
import { Fragment, type ComponentChild } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { Phone } from "../contract";
import type { Practice } from "../core/definitions";
import { readZone, writeZone } from "../looks";
import { own } from "../practice/own";
import { PhoneContext, PracticeContext } from "../ui/context";
import { LaterPart } from "../ui/more";
import { practising } from "../ui/practising";
import { route } from "../ui/route";
import { turned } from "../ui/turned";
import { speak, zone } from "../words";
import { HelpScreen } from "./help";
import { HomeScreen } from "./home";
import { LockedScreen } from "./locked";
import { LaterScreen } from "./later";
import { LogScreen } from "./log";
import { PinScreen } from "./pin";
import { SavedScreen } from "./saved";
import { SignInScreen } from "./sign_in";
import { UnsupportedScreen } from "./unsupported";

export function App({ phone: real, practice }: { phone: Phone; practice: Practice }) {
  const phone = practising.value?.phone ?? real;
  const { theme, bigger, left, lift, calmer } = phone.looks.value;
  const known = phone.centre.value?.zone;
  const settings = own.value;
  useMemo(() => practice.takeOwn(settings), [settings]);
  zone.value = known ? writeZone(known) : readZone();
  useEffect(() => speak(phone.language.value), [phone.language.value]);
  useEffect(() => {
    const root = document.documentElement;
    if (theme === "system") delete root.dataset["theme"];
    else root.dataset["theme"] = theme;
    const on = { bigger, left, lift, calmer, practising: phone !== real };
    for (const [name, is] of Object.entries(on)) root.classList.toggle(name, is);
  }, [theme, bigger, left, lift, calmer, phone]);
  return (
    <PhoneContext.Provider value={phone}>
      <PracticeContext.Provider value={practice}>
        <Fragment key={phone === real ? phone.cuts.value : "practising"}>{choose(phone)}</Fragment>
        {phone.standing.value === "open" && phone.asks.value.length > 0 && <LaterPart draw={(more) => <more.KeepLevels />} />}
      </PracticeContext.Provider>
    </PhoneContext.Provider>
  );
}

function choose(phone: Phone): ComponentChild {
  const [place, id] = route.value;
  const standing = phone.standing.value;
  if (place === "check" || location.pathname === "/check") return <LaterScreen path={["check"]} />;
  if (standing === "unsupported") return <UnsupportedScreen />;
  if (standing === "open" && turned.value) return <LaterScreen path={["show"]} />;
  const practice = practising.value;
  if (practice && place === "help" && id !== "practise") return <practice.IsItReal />;
  if (place === "help") return <HelpScreen asking={id === "ask"} />;
  if (standing === "locked") return <LockedScreen />;
  if (standing === "set_pin") return <PinScreen />;
  if (standing !== "open") return <SignInScreen wiped={standing === "wiped"} />;
  if (place === "log") return <LogScreen key={id ?? "new"} id={id} />;
  if (place === "saved" && id) return <SavedScreen id={id} />;
  return place ? <LaterScreen path={route.value} /> : <HomeScreen />;
}

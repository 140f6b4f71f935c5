/** Language, looks, account, lock, storage, version. */
import { useEffect, useState } from "preact/hooks";
import type { Language, Storage } from "../contract";
import type { Pair } from "../core/types";
import { Button } from "../ui/button";
import { usePhone } from "../ui/context";
import { practising } from "../ui/practising";
import { go } from "../ui/route";
import { Screen } from "../ui/screen";
import { say, sayTime } from "../words";
import { words } from "../words/more";
import { said as people } from "./people/words";

const LANGUAGES: [Language, string][] = [
  ["en", "English"],
  ["fr", "Français"],
];

const PRACTISE = {
  title: ["Practise", "S'exercer"],
  lead: [
    "Try everything with pretend people. Nothing is kept, and nobody is told. Your own work waits as it is.",
    "Essayez tout avec des personnes inventées. Rien n'est gardé, personne n'est averti. Votre travail attend tel quel.",
  ],
  missing: ["That needs a signal to begin. Try again where there is one.", "Il faut du réseau pour commencer. Réessayez quand il y en a."],
  begin: ["Practise with pretend people", "S'exercer avec des personnes inventées"],
} satisfies Record<string, Pair>;

export function SettingsScreen() {
  const phone = usePhone();
  const said = words.value;
  const { theme, ...looks } = phone.looks.value;
  const themes = { system: said.themeSystem, light: said.themeLight, dark: said.themeDark };
  const switches = { bigger: said.bigger, left: said.left, lift: said.lift, calmer: said.calmer };
  return (
    <Screen
      id="settings"
      title={said.settings}
      back={() => go("")}
      dock={
        <Button class="button" icon="hide" onTap={() => phone.lock()}>
          {said.lockNow}
        </Button>
      }
    >
      <section>
        <h2>{said.language}</h2>
        <div class="chips">
          {LANGUAGES.map(([code, name]) => (
            <Button key={code} class="chip" code={code} pressed={phone.language.value === code} onTap={() => phone.setLanguage(code)}>
              {name}
            </Button>
          ))}
        </div>
      </section>
      <section>
        <h2>{said.looks}</h2>
        <div class="chips">
          {(Object.keys(themes) as (keyof typeof themes)[]).map((code) => (
            <Button key={code} class="chip" code={code} pressed={theme === code} onTap={() => phone.setLooks({ theme: code })}>
              {themes[code]}
            </Button>
          ))}
          {(Object.keys(switches) as (keyof typeof switches)[]).map((code) => (
            <Button key={code} class="chip" code={code} pressed={looks[code]} onTap={() => phone.setLooks({ [code]: !looks[code] })}>
              {switches[code]}
            </Button>
          ))}
        </div>
      </section>
      <section>
        <h2>{said.account}</h2>
        <p>{said.atCentre(phone.account.value?.name ?? "", phone.centre.value?.name ?? "")}</p>
        <p class="note">{said.lockLead}</p>
        <Button class="button" code="seen" onTap={() => go("seen")}>
          {say(people.seenTitle)}
        </Button>
      </section>
      <PractiseSection />
      <StorageSection />
      <section>
        <h2>{said.version}</h2>
        <p>{phone.build}</p>
        {phone.update.value && (
          <Button class="button" onTap={() => phone.takeUpdate()}>
            {said.takeVersion}
          </Button>
        )}
        <p>
          <a href="#/check">{said.checkPhone}</a>
        </p>
      </section>
    </Screen>
  );
}

function PractiseSection() {
  const phone = usePhone();
  const [missing, setMissing] = useState(false);
  const begin = (): void => {
    void import("./practise").then(
      (there) => there.begin(phone),
      () => setMissing(true),
    );
  };
  return (
    <section>
      <h2>{say(PRACTISE.title)}</h2>
      <p class="note" role="status">
        {say(missing ? PRACTISE.missing : PRACTISE.lead)}
      </p>
      {!practising.value && (
        <Button class="button" code="practise" onTap={begin}>
          {say(PRACTISE.begin)}
        </Button>
      )}
    </section>
  );
}

function StorageSection() {
  const phone = usePhone();
  const said = words.value;
  const [storage, setStorage] = useState<Storage | null>(null);
  useEffect(() => void phone.storage().then(setStorage), [phone.records.value]);
  if (!storage) return null;
  return (
    <section>
      <h2>{said.storage}</h2>
      <p>{said.storageWaiting(storage.waiting)}</p>
      <p>{storage.lastContact ? said.lastContact(sayTime(storage.lastContact)) : said.neverContact}</p>
      {storage.used !== null && <p>{said.storageUsed(`${(storage.used / 1e6).toFixed(1)} MB`)}</p>}
      <p class="note">{storage.persisted ? said.storageKept : said.storageLoose}</p>
    </section>
  );
}

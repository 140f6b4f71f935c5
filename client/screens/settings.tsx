/** Language, looks, account, lock, storage, version. */
import { useEffect, useState } from "preact/hooks";
import type { Language, Storage } from "../contract";
import { Button } from "../ui/button";
import { usePhone } from "../ui/context";
import { go } from "../ui/route";
import { Screen } from "../ui/screen";
import { say, sayTime } from "../words";
import { words } from "../words/more";
import { said as people } from "./people/words";
import { PractiseSection } from "./practise";

const LANGUAGES: [Language, string][] = [
  ["en", "English"],
  ["fr", "Français"],
];

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

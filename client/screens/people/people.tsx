/** People: a search of two letters or more, in what this phone may hold. There is no list of everybody, and no count. */
import { useState } from "preact/hooks";
import { listHandles, search } from "../../practice/people";
import { Button } from "../../ui/button";
import { usePhone } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { go } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say } from "../../words";
import { CardLinks } from "../cards/links";
import { chosen } from "./chosen";
import { said } from "./words";

const LEAST = 2;

export function PeopleScreen() {
  const phone = usePhone();
  const [typed, setTyped] = useState("");
  const found = search(listHandles(phone.records.value, phone.now()), typed);
  const open = (handle: string): void => {
    chosen.value = handle;
    go("person");
  };
  return (
    <Screen id="people" title={say(said.people)} back={() => go("")}>
      <div class="fields">
        <label for="search">{say(said.search)}</label>
        <input id="search" value={typed} maxLength={40} autocomplete="off" onInput={(event) => setTyped(event.currentTarget.value)} />
        <p class="hint">{say(said.searchLead)}</p>
      </div>
      <ul class="lines">
        {found.map((handle) => (
          <li key={handle}>
            <Button class="line" code={`person-${handle}`} onTap={() => open(handle)}>
              <span>{handle}</span>
              <Icon name="on" />
            </Button>
          </li>
        ))}
      </ul>
      <p role="status">{found.length === 0 && typed.trim().length >= LEAST && say(said.noneFound)}</p>
      <CardLinks />
    </Screen>
  );
}

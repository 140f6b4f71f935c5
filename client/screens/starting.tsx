/** Before anything is known: said in words once it takes longer than a moment. */
import { useEffect, useState } from "preact/hooks";
import { Mark } from "../ui/icon";
import { words } from "../words";

const QUIET_MS = 400;

export function StartingScreen() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="screen" data-screen="starting">
      <main class="above centred">
        <Mark />
        <h1 class="unseen">{words.value.appName}</h1>
        {late && <p role="status">{words.value.starting}</p>}
      </main>
    </div>
  );
}

export function UnsupportedScreen() {
  return (
    <div class="screen" data-screen="unsupported">
      <main class="above centred">
        <Mark />
        <h1>{words.value.unsupported}</h1>
        <p>{words.value.unsupportedLead}</p>
        <p>
          <a href="#/check">{words.value.checkPhone}</a>
        </p>
      </main>
    </div>
  );
}

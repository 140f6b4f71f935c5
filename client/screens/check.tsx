/** Can this phone do it, in words: before an account is asked for, and for whoever helps. */
import { useEffect, useState } from "preact/hooks";
import type { Finding } from "../contract";
import { usePhone } from "../ui/context";
import { Icon } from "../ui/icon";
import { go } from "../ui/route";
import { words } from "../words";
import { Button } from "../ui/button";

export function CheckScreen() {
  const phone = usePhone();
  const said = words.value;
  const [found, setFound] = useState<Finding[]>([]);
  useEffect(() => void phone.check().then(setFound), []);
  const fit = found.every((one) => one.ok || !one.needed);
  return (
    <div class="screen" data-screen="check">
      <header class="bar">
        <div class="start">
          <Button class="quiet" icon="back" onTap={() => (location.pathname === "/check" ? location.assign("/app/") : go(""))}>
            {said.back}
          </Button>
        </div>
      </header>
      <main class="above">
        <h1>{said.checkTitle}</h1>
        {found.length > 0 && (
          <p class="lead" role="status">
            {fit ? said.checkYes : said.checkNo}
          </p>
        )}
        <ul class="findings">
          {found.map(({ what, ok, needed }) => (
            <li key={what} data-ok={ok}>
              {ok && <Icon name="tick" />} {said.findings[what]}: {ok ? said.works : needed ? said.missing : said.better}
            </li>
          ))}
        </ul>
      </main>
    </div>
  );
}

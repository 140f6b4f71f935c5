/** Can this phone do it, in words: before an account is asked for, and for whoever helps. */
import { useEffect, useState } from "preact/hooks";
import type { Finding } from "../contract";
import { usePhone } from "../ui/context";
import { Icon } from "../ui/icon";
import { go } from "../ui/route";
import { Screen } from "../ui/screen";
import { words } from "../words/more";

export function CheckScreen() {
  const phone = usePhone();
  const said = words.value;
  const [found, setFound] = useState<Finding[]>([]);
  useEffect(() => void phone.check().then(setFound), []);
  const fit = found.every((one) => one.ok || !one.needed);
  const apart = location.pathname === "/check";
  return (
    <Screen
      id="check"
      title={said.checkTitle}
      back={() => (apart ? location.assign("/app/") : go(""))}
      help={apart ? () => location.assign("/app/#/help/ask") : undefined}
    >
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
    </Screen>
  );
}

/** What an address says that this phone doesn't hold. */
import { go } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say } from "../../words";
import { said } from "./words";

export function GoneScreen() {
  return (
    <Screen id="check_in-gone" title={say(said.gone)} back={() => go("due")}>
      {null}
    </Screen>
  );
}

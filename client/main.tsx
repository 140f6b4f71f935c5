/** Opens the phone, registers the service worker, draws. */
import first from "practice:first";
import { render } from "preact";
import { Practice } from "./core/definitions";
import { createPhone } from "./phone";
import { App } from "./screens/app";
import { registerWorker } from "./sync/worker";
import { followAddress } from "./ui/route";
import { speak } from "./words";

const practice = new Practice(first.vocabularies, first.forms);

followAddress();
const phone = createPhone();
speak(phone.language.value);
render(<App phone={phone} practice={practice} />, document.getElementById("app") as HTMLElement);
void registerWorker();

/** Opens the phone, registers the service worker, draws. */
import { render } from "preact";
import vocabularies from "../peerpwa/practice/vocabularies.json";
import quickLog from "../peerpwa/practice/forms/quick_log@1.json";
import { Practice } from "./core/definitions";
import type { Form, Option } from "./core/types";
import { createPhone } from "./phone";
import { App } from "./screens/app";
import { registerWorker } from "./sync/worker";
import { followAddress } from "./ui/route";
import { speak } from "./words";

const practice = new Practice(vocabularies as unknown as Record<string, { options: Option[] }>, {
  "quick_log@1": quickLog as unknown as Form,
});

followAddress();
const phone = createPhone();
await speak(phone.language.value);
render(<App phone={phone} practice={practice} />, document.getElementById("app") as HTMLElement);
void registerWorker();

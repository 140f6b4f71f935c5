/**
 * "Tell this laptop": asks the browser for leave, subscribes, and hands the subscription to the page's own form.
 * Where a browser can't, or doesn't answer, the page says so in words; nothing else of the page needs this script.
 */
const WORKER = "/static/build/notices-sw.js";
/** Some browsers never answer a subscription (they have no push service): the page doesn't wait for ever. */
const PATIENCE_MS = 15_000;

type Policies = { createPolicy(name: string, rules: object): { createScriptURL(url: string): unknown } };
type State = "asking" | "denied" | "silent";

const form = document.querySelector<HTMLFormElement>("form[data-push-key]");
if (form && "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void tell(form);
  });
}

async function tell(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector("button")!;
  button.disabled = true;
  say(form, "asking");
  try {
    if ((await Notification.requestPermission()) !== "granted") return say(form, "denied");
    const subscription = await inTime(subscribe(fromBase64url(form.dataset["pushKey"]!)));
    form.querySelector<HTMLInputElement>("[name=subscription]")!.value = JSON.stringify(subscription);
    form.submit();
  } catch {
    say(form, "silent");
  } finally {
    button.disabled = false;
  }
}

async function subscribe(key: Uint8Array<ArrayBuffer>): Promise<PushSubscription> {
  const registration = await navigator.serviceWorker.register(workerUrl(), { updateViaCache: "none" });
  await activated(registration);
  const asked = { userVisibleOnly: true, applicationServerKey: key };
  const held = await registration.pushManager.getSubscription();
  return registration.pushManager.subscribe(asked).catch(async (fault: unknown) => {
    if (held === null) throw fault;
    await held.unsubscribe(); // it was made for another key, before this installation was set up anew
    return registration.pushManager.subscribe(asked);
  });
}

function activated(registration: ServiceWorkerRegistration): Promise<void> {
  const coming = registration.installing ?? registration.waiting;
  if (registration.active || coming === null) return Promise.resolve();
  return new Promise((resolve) => {
    coming.addEventListener("statechange", () => coming.state === "activated" && resolve());
  });
}

function inTime<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("no answer")), PATIENCE_MS));
  return Promise.race([work, late]);
}

/** The words stand in the page, in its language. */
function say(form: HTMLFormElement, state: State): void {
  const words = form.querySelector<HTMLElement>(`[data-words="${state}"]`);
  form.querySelector<HTMLElement>("[role=status]")!.textContent = words?.textContent ?? "";
}

function workerUrl(): string {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  if (!policies) return WORKER;
  return policies.createPolicy("peerpwa", { createScriptURL: () => WORKER }).createScriptURL("") as string;
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
}

/** The first sign-in on a phone; it alone needs signal. A demo's one tap comes with name and password after #. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { SignInAnswer } from "../contract";
import { Button } from "../ui/button";
import { usePhone } from "../ui/context";
import { Mark } from "../ui/icon";
import { replace } from "../ui/route";
import { Screen } from "../ui/screen";
import { words } from "../words";

export function SignInScreen({ wiped }: { wiped: boolean }) {
  const phone = usePhone();
  const said = words.value;
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<SignInAnswer | null>(null);
  const enter = async (name: string, password: string, centre?: string): Promise<void> => {
    setBusy(true);
    setAnswer(await phone.signIn(name, password, centre));
    setBusy(false);
  };
  const enterForm = (centre?: string): void => {
    const given = new FormData(form.current ?? undefined);
    void enter(String(given.get("name") ?? ""), String(given.get("password") ?? ""), centre);
  };
  useEffect(() => {
    const [, name, password] = /^#demo=([^:]+):(.+)$/.exec(location.hash) ?? [];
    if (!name || !password) return;
    replace("");
    void enter(name, password);
  }, []);
  const centres = answer && !answer.ok && answer.code === "choose_centre" ? answer.centres : undefined;
  return (
    <Screen
      id="sign_in"
      title={wiped ? said.wiped : said.signIn}
      lead={wiped ? said.wipedLead : said.signInLead}
      middle={<Mark />}
      dock={
        <Button class="button main" disabled={busy} onTap={() => enterForm()}>
          {busy ? said.opening : said.signIn}
        </Button>
      }
    >
      <form
        ref={form}
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          enterForm();
        }}
      >
        {answer && !answer.ok && (
          <p class="fault" role="alert">
            {toSentence(answer)}
          </p>
        )}
        {centres?.map((centre) => (
          <Button key={centre.id} class="button" onTap={() => enterForm(centre.id)}>
            {centre.name}
          </Button>
        ))}
        <label for="name">{said.name}</label>
        <input id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck={false} required maxLength={60} />
        <label for="password">{said.password}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required maxLength={200} />
        <button type="submit" class="unseen" tabIndex={-1}>
          {said.signIn}
        </button>
      </form>
      <p>
        <a href="#/check">{said.checkPhone}</a>
      </p>
    </Screen>
  );
}

function toSentence(answer: SignInAnswer & { ok: false }): string {
  if (answer.code === "no_signal") return words.value.noSignalSignIn;
  if (answer.code === "choose_centre") return words.value.whichCentre;
  return answer.code === "wrong_sign_in" ? words.value.wrongSignIn : answer.sentence;
}

/** Practising with pretend people. A piece of its own, fetched by whoever begins: no phone keeps it (build.mjs). */
import "../main"; // as in more.tsx: what is shared lies in one file
import type { Phone } from "../contract";
import type { Pair } from "../core/types";
import { PretendPhone } from "../pretend";
import { Button } from "../ui/button";
import { practising, stopPractising } from "../ui/practising";
import { go } from "../ui/route";
import { Screen } from "../ui/screen";
import { say } from "../words";

const said = {
  real: ["Is this real?", "Est-ce pour vrai\u00a0?"],
  realLead: ["You are practising. From here nobody is told.", "Vous vous exercez. D'ici, personne n'est averti."],
  help: ["It is real: get help now", "C'est vrai\u00a0: de l'aide maintenant"],
  notHere: ["Not while you practise", "Pas pendant l'exercice"],
  notHereLead: ["From phone to phone only a real handover goes.", "De téléphone à téléphone, seul un vrai relais passe."],
  try: ["Practise asking for help", "S'exercer à demander de l'aide"],
} satisfies Record<string, Pair>;

export function begin(phone: Phone): void {
  practising.value = { phone: new PretendPhone(phone), IsItReal, NotHere };
  go("");
}

/** Another phone would take what is pretend for real. */
function NotHere() {
  return (
    <Screen id="not_in_practice" title={say(said.notHere)} lead={say(said.notHereLead)} back={() => history.back()}>
      {null}
    </Screen>
  );
}

/** One tap to real help, first; asking can be practised too. */
function IsItReal() {
  const back = (): void => history.back();
  return (
    <Screen
      id="is_it_real"
      title={say(said.real)}
      lead={say(said.realLead)}
      back={back}
      help={() => stopPractising("help/ask")}
      dock={
        <>
          <Button class="button help tall" icon="help" code="real" onTap={() => stopPractising("help/ask")}>
            {say(said.help)}
          </Button>
          <Button class="button" code="practise_help" onTap={() => go("help/practise")}>
            {say(said.try)}
          </Button>
        </>
      }
    >
      {null}
    </Screen>
  );
}

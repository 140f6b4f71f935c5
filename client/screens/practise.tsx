/** Practising with pretend people: its way in from the settings, and what “Get help” asks first while it is on. */
import { PretendPhone } from "../pretend";
import type { Pair } from "../core/types";
import { Button } from "../ui/button";
import { usePhone } from "../ui/context";
import { practising, stopPractising } from "../ui/practising";
import { go } from "../ui/route";
import { Screen } from "../ui/screen";
import { say } from "../words";

const said = {
  title: ["Practise", "S'exercer"],
  lead: [
    "Try everything with pretend people. Nothing is kept, and nobody is told. Your own work waits as it is.",
    "Essayez tout avec des personnes inventées. Rien n'est gardé, personne n'est averti. Votre travail attend tel quel.",
  ],
  begin: ["Practise with pretend people", "S'exercer avec des personnes inventées"],
  end: ["End the practice", "Finir l'exercice"],
  real: ["Is this real?", "Est-ce pour vrai\u00a0?"],
  realLead: ["You are practising. From here nobody is told.", "Vous vous exercez. D'ici, personne n'est averti."],
  help: ["It is real: get help now", "C'est vrai\u00a0: de l'aide maintenant"],
  notHere: ["Not while you practise", "Pas pendant l'exercice"],
  notHereLead: ["From phone to phone only a real handover goes.", "De téléphone à téléphone, seul un vrai relais passe."],
  try: ["Practise asking for help", "S'exercer à demander de l'aide"],
} satisfies Record<string, Pair>;

export function PractiseSection() {
  const phone = usePhone();
  const begin = (): void => {
    practising.value = new PretendPhone(phone);
    go("");
  };
  return (
    <section>
      <h2>{say(said.title)}</h2>
      <p class="note">{say(said.lead)}</p>
      {practising.value ? (
        <Button class="button" code="practise_end" onTap={() => stopPractising()}>
          {say(said.end)}
        </Button>
      ) : (
        <Button class="button" code="practise" onTap={begin}>
          {say(said.begin)}
        </Button>
      )}
    </section>
  );
}

/** Another phone would take what is pretend for real. */
export function NotInPracticeScreen() {
  return (
    <Screen id="not_in_practice" title={say(said.notHere)} lead={say(said.notHereLead)} back={() => history.back()}>
      {null}
    </Screen>
  );
}

/** One tap to real help, first; asking can be practised too. */
export function IsItRealScreen() {
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

/** A page for somebody outside, to print or to read out: with the person's yes, and without anybody else's name. */
import { useState } from "preact/hooks";
import type { RecordView } from "../../contract";
import { toReferral, type Referral } from "../../practice/referral";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Missing } from "../../ui/missing";
import { Screen } from "../../ui/screen";
import { language, say, zone } from "../../words";
import { quote } from "../../words/more";
import { happenedAt } from "../logs";
import { said } from "./words";

/** `id`: a request for help, or one person's part in a talk. */
export function ReferralCard({ id }: { id: string }) {
  const records = usePhone().records.value;
  const source = records.find((one) => one.id === id && (one.kind === "escalation" || one.kind === "party"));
  if (source) return <Page source={source} />;
  return (
    <Screen id="card" title={say(said.referralGone)} back={() => history.back()}>
      {null}
    </Screen>
  );
}

function Page({ source }: { source: RecordView }) {
  const phone = usePhone();
  const [chosen, setChosen] = useState<string | null>(null);
  const [yes, setYes] = useState(false);
  const { people } = toReferral(source, null, phone.records.value, "");
  const person = chosen ?? (people.length === 1 ? (people[0] as string) : null);
  const page = toReferral(source, person, phone.records.value, say(said.someoneElse));
  const agreed = yes || (page.agreed && people.length < 2);
  const agree = (): void => {
    setYes(true);
    if (source.kind !== "escalation" || !source.mine || source.values["share_basis"] !== undefined) return;
    void phone.save([{ kind: source.kind, form: "escalation@1", record: source.id, values: { share_basis: "consent" } }]);
  };
  const choose = (handle: string): void => {
    setChosen(handle);
    setYes(false);
  };
  return (
    <Screen
      id="referral"
      title={say(said.referral)}
      back={() => history.back()}
      dock={
        agreed ? (
          <Button class="button main" code="print" onTap={() => print()}>
            {say(said.print)}
          </Button>
        ) : (
          <Missing words={people.length > 1 && person === null && say(said.whoFirst)}>
            {(waits) => (
              <Button class="button main" code="said_yes" disabled={Boolean(waits)} waits={waits} onTap={agree}>
                {say(said.saidYes)}
              </Button>
            )}
          </Missing>
        )
      }
    >
      {people.length > 1 && (
        <section class="screen-only">
          <h2>{say(said.referralFor)}</h2>
          <div class="chips">
            {people.map((handle) => (
              <Button key={handle} class="chip" code={`for-${handle}`} pressed={handle === person} onTap={() => choose(handle)}>
                {handle}
              </Button>
            ))}
          </div>
        </section>
      )}
      {!agreed && (
        <p class="note screen-only">
          {say(said.referralLead)} {say(said.noYesYet)}
        </p>
      )}
      <div class={agreed ? "page" : "page screen-only"}>
        {(people.length < 2 || person !== null) && <Parts page={page} person={person} agreed={agreed} />}
      </div>
    </Screen>
  );
}

function Parts({ page, person, agreed }: { page: Referral; person: string | null; agreed: boolean }) {
  const practice = usePractice();
  const phone = usePhone();
  const label = (name: string, code: string): string => say(practice.option([name], code)?.label);
  const sayDay = (ms: number): string =>
    new Date(ms).toLocaleDateString(`${language.value}-CA`, { dateStyle: "long", timeZone: zone.value });
  const where = [
    page.log ? sayDay(happenedAt(page.log)) : "",
    label("place", page.place),
    ...page.types.map((type) => label("conflict_type", type)),
  ];
  const wishes = [...page.wishes.map((code) => label("affected_wish", code)), ...page.needs.map((code) => label("need", code))];
  return (
    <>
      {person && <p class="big">{person}</p>}
      <h2>{say(said.facts)}</h2>
      <p>{where.filter(Boolean).join(" · ")}</p>
      {page.facts.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <h2>{say(said.wishes)}</h2>
      <p>{wishes.join(" · ") || say(said.notSaid)}</p>
      {page.words.length > 0 && <h2>{say(said.ownWords)}</h2>}
      {page.words.map((line) => (
        <p key={line} class="quote">
          {quote(line)}
        </p>
      ))}
      {agreed && <p>{say(said.consent).replace("{person}", person ?? say(said.thePerson))}</p>}
      <p class="hint">
        {say(said.from)
          .replace("{centre}", phone.centre.value?.name ?? "")
          .replace("{day}", sayDay(phone.now()))}
      </p>
    </>
  );
}

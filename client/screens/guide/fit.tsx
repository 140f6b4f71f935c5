/** Is now a good time: what is known already stands as done, three things are asked, and one tap a person for their yes. */
import type { Option } from "../../core/types";
import { toList, type Offer } from "../../practice/offer";
import { withAnswer, withPerson, type Talk } from "../../practice/talk";
import { Button, Tile } from "../../ui/button";
import { say } from "../../words";
import { Chips, EachPerson, useQuestion } from "./taps";
import type { TalkHand } from "./use_talk";
import { said } from "./words";

const WAITS = "together-waits";
const WILLING = new Set(["yes", "for_now"]);
/** Worked out from what was said before; everything else is asked. */
const TOLD: Record<string, (talk: Talk, offer: Offer) => boolean> = {
  safe_now: (talk) => talk.known["safe_now"] === "yes",
  willing_each: (talk) => talk.people.every((person) => WILLING.has(String(person.values["willing"]))),
  not_targeting: (_, offer) => offer.joint, // where people may be brought together nobody was targeted
};

export function Fit({ hand, offer }: { hand: TalkHand; offer: Offer }) {
  const { options } = useQuestion("fit");
  const consent = useQuestion("willing").options;
  const fit = toList(hand.talk.values["fit"]);
  const asked = options.filter((option) => option.code !== "willing_each" && !TOLD[option.code]?.(hand.talk, offer));
  const known = options.filter((option) => !asked.includes(option) && fit.includes(option.code));
  const tap = (code: string): void =>
    hand.change((talk) => {
      const now = toList(talk.values["fit"]);
      return withAnswer(talk, "fit", now.includes(code) ? now.filter((one) => one !== code) : inOrder(options, [...now, code]));
    });
  const answer = (index: number, code: string): void =>
    hand.change((talk) => {
      const given = talk.people[index]?.values["willing"];
      const next = withPerson(talk, index, "willing", given === code ? null : code);
      return withFit(withPerson(next, index, "told", given === code ? null : "yes"), options, offer);
    });
  return (
    <>
      <div class="tiles">
        {asked.map((option) => (
          <Tile
            key={option.code}
            code={`fit-${option.code}`}
            label={say((option["short"] as Option["label"] | undefined) ?? option.label)}
            chosen={fit.includes(option.code)}
            onTap={() => tap(option.code)}
          />
        ))}
      </div>
      {offer.joint && fit.length < options.length && (
        <p class="hint" id={WAITS}>
          {say(said.togetherLocked)}
        </p>
      )}
      {known.length > 0 && (
        <p class="hint">
          {say(said.knownYes)}: {known.map((option) => say((option["short"] as Option["label"] | undefined) ?? option.label)).join(" · ")}
        </p>
      )}
      <section class="asked">
        <h2>{say(said.told)}</h2>
        <EachPerson talk={hand.talk}>
          {(i) => (
            <Chips
              name={`willing-${i}`}
              options={consent.filter((option) => option.code !== "not_asked")}
              chosen={hand.talk.people[i]?.values["willing"]}
              onTap={(code) => answer(i, code)}
            />
          )}
        </EachPerson>
      </section>
    </>
  );
}

/** How to talk: together only when every check and each person's yes are there, and nothing forbids it. */
export function Modes({ hand, offer, onChosen }: { hand: TalkHand; offer: Offer; onChosen: (mode: string) => void }) {
  const { options } = useQuestion("fit");
  const whole = toList(hand.talk.values["fit"]).length === options.length;
  return (
    <div class="modes">
      {offer.joint && (
        <div class="row">
          <Button class="button main" code="mode-together" disabled={!whole} waits={WAITS} onTap={() => onChosen("together")}>
            {say(said.together)}
          </Button>
          <Button class="button" code="mode-shuttle" onTap={() => onChosen("shuttle")}>
            {say(said.shuttle)}
          </Button>
        </div>
      )}
      <div class="row">
        <Button class={offer.joint ? "button" : "button main"} code="mode-one_person" onTap={() => onChosen("one_person")}>
          {say(said.onePerson)}
        </Button>
        <Button class="button" code="mode-later" onTap={() => onChosen("later")}>
          {say(said.later)}
        </Button>
      </div>
    </div>
  );
}

/** The checks with those that are known or worked out, in the vocabulary's order. */
export function withFit(talk: Talk, options: Option[], offer: Offer): Talk {
  const tapped = toList(talk.values["fit"]).filter((code) => !TOLD[code]);
  const known = options.map((option) => option.code).filter((code) => TOLD[code]?.(talk, offer));
  const kept = toList(talk.values["fit"]).filter((code) => code === "safe_now" || code === "not_targeting");
  return withAnswer(talk, "fit", inOrder(options, [...tapped, ...known, ...kept]));
}

function inOrder(options: Option[], codes: string[]): string[] {
  return options.map((option) => option.code).filter((code) => codes.includes(code));
}

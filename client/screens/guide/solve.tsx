/** Step 4: what was heard, on one card. Step 8: ideas, tagged with whose they are, then who does what, the centre's own first. */
import { useState } from "preact/hooks";
import type { Language } from "../../contract";
import { linesOf } from "../../practice/content";
import { toList } from "../../practice/offer";
import { addPart, type Part, type Talk } from "../../practice/talk";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Screen } from "../../ui/screen";
import { language as mine, say, words } from "../../words";
import { sayLine } from "./library";
import { nameOf, Who } from "./shapes";
import { turnTo } from "./show";
import { Asked, Chips, Opens } from "./taps";
import type { TalkHand } from "./use_talk";
import { said } from "./words";

const FIRST_IDEAS = 4;
const ENOUGH_IDEAS = 3;
const BY = ["nowOn", "today", "tomorrow", "thisWeek"] as const;

export function SumUp({ hand }: { hand: TalkHand }) {
  const practice = usePractice();
  const { talk } = hand;
  const goals = toList(talk.values["goals"]);
  return (
    <>
      <div class="card heard">
        {talk.people.map((person, i) => {
          const needs = toList(person.values["needs"]).map((code) => say(practice.option(["need"], code)?.label));
          return (
            <p key={person.id}>
              <Who index={i} /> {say(said.theyNeed)} {needs.join(", ").toLowerCase() || "…"}
            </p>
          );
        })}
        <p>
          <b>{say(said.bothWant)}:</b> {goals.map((code) => sayLine("common_goals", code)).join(" ") || "…"}
        </p>
      </div>
      <Asked hand={hand} field="summary_fair" />
    </>
  );
}

export function Solve({ hand }: { hand: TalkHand }) {
  const phone = usePhone();
  const [all, setAll] = useState(false);
  const { talk } = hand;
  const lines = linesOf("options", toList(talk.known["types"]), false);
  const ideas = talk.parts.filter((part) => part.kind === "option");
  const ideaOf = (code: string): Part | undefined => ideas.find((part) => part.values["idea"] === code);
  const shown = all ? lines : lines.filter((line, i) => i < FIRST_IDEAS || ideaOf(line.code));
  const tag = (code: string, from: string): void =>
    hand.change((now) => {
      const held = now.parts.find((part) => part.kind === "option" && part.values["idea"] === code);
      const others = now.parts.filter((part) => part !== held);
      if (held?.values["from"] === from) return { ...now, parts: others };
      if (held) return { ...now, parts: now.parts.map((part) => (part === held ? { ...held, values: { ...held.values, from } } : part)) };
      return addPart(now, phone.newId(), "option", null, { idea: code, from });
    });
  const promises = talk.parts.filter((part) => part.kind === "promise");
  return (
    <>
      {ideas.length < ENOUGH_IDEAS && <p class="hint">{say(said.threeFirst)}</p>}
      {shown.map((line) => (
        <div key={line.code} class="idea" data-idea={line.code}>
          <p>{say(line.label)}</p>
          <Chips
            name={`idea-${line.code}`}
            options={[
              { code: "them", label: said.theirs },
              { code: "me", label: said.mine },
            ]}
            chosen={ideaOf(line.code)?.values["from"]}
            onTap={(from) => tag(line.code, from)}
          />
        </div>
      ))}
      {!all && (
        <Button class="quiet" code="more" onTap={() => setAll(true)}>
          {say(said.moreLines)}
        </Button>
      )}
      <Opens code="promises" label={say(said.whoDoes)} value={String(promises.length || "")} onTap={() => hand.open("promises")} />
    </>
  );
}

/** Who does what, by when: three taps a promise; own words can be written at the end. */
export function Promises({ hand, onBack }: { hand: TalkHand; onBack: () => void }) {
  const { talk } = hand;
  const promises = inOrder(talk.parts.filter((part) => part.kind === "promise"));
  const show = (): void => turnTo("agreement", (language) => promises.map((part) => sayPromise(talk, part, language)));
  const gone = (part: Part): void =>
    hand.change((now) => ({ ...now, parts: now.parts.filter((one) => one.of !== part.id && one.id !== part.id) }));
  return (
    <Screen
      id="promises"
      title={say(said.whoDoes)}
      lead={say(said.each)}
      back={onBack}
      dock={
        <div class="row">
          {promises.length > 0 && (
            <Button class="button" code="show-agreement" onTap={show}>
              {say(said.showThem)}
            </Button>
          )}
          <Button class="button main" code="done" onTap={onBack}>
            {words.value.done}
          </Button>
        </div>
      }
    >
      {promises.map((part) => (
        <div key={part.id} class="card promise">
          <p>{sayPromise(talk, part)}</p>
          <Button class="quiet" onTap={() => gone(part)}>
            {say(said.takeOut)}
          </Button>
        </div>
      ))}
      <NewPromise hand={hand} />
    </Screen>
  );
}

function NewPromise({ hand }: { hand: TalkHand }) {
  const phone = usePhone();
  const { talk } = hand;
  const [who, setWho] = useState<string | null>(null);
  const [what, setWhat] = useState<string | null>(null);
  const ideas = talk.parts.filter((part) => part.kind === "option").map((part) => String(part.values["idea"]));
  const people = talk.people.map((person, i) => ({ code: person.id, label: [nameOf(talk, i), nameOf(talk, i)] as [string, string] }));
  const add = (by: string): void => {
    const centre = who === "centre";
    const values = { side: centre ? "centre" : "client", what: sayLine("options", what ?? "").replace(/\.$/, ""), by };
    hand.change((now) => {
      const id = phone.newId();
      const next = addPart(now, id, "promise", centre ? null : who, values);
      return centre ? addPart(next, phone.newId(), "fix", null, { what: values.what }, id) : next;
    });
    setWho(null);
    setWhat(null);
  };
  return (
    <section class="asked">
      <h2>{say(said.who)}</h2>
      <Chips name="who" options={[{ code: "centre", label: said.centre }, ...people]} chosen={who ?? undefined} onTap={setWho} />
      {who && (
        <>
          <h2>{say(said.does)}</h2>
          <div class="tiles single">
            {(ideas.length > 0
              ? ideas
              : linesOf("options", toList(talk.known["types"]), false)
                  .slice(0, FIRST_IDEAS)
                  .map((line) => line.code)
            ).map((code) => (
              <Button key={code} class="tile" code={`what-${code}`} pressed={what === code} onTap={() => setWhat(code)}>
                <span class="label">{sayLine("options", code)}</span>
              </Button>
            ))}
          </div>
        </>
      )}
      {who && what && (
        <>
          <h2>{say(said.byWhen)}</h2>
          <Chips
            name="by"
            options={BY.map((code) => ({ code, label: said[code] }))}
            chosen={undefined}
            onTap={(code) => add(say(said[code as (typeof BY)[number]]))}
          />
        </>
      )}
    </section>
  );
}

/** The centre's own promises first (PRACTICE 0.8). */
export function inOrder(promises: Part[]): Part[] {
  return [...promises].sort((a, b) => Number(b.values["side"] === "centre") - Number(a.values["side"] === "centre"));
}

/** In the reader's language, or another as far as the words are ours; what somebody wrote stays as it is. */
export function sayPromise(talk: Talk, part: Part, language: Language = mine.value): string {
  const index = talk.people.findIndex((person) => person.id === part.person);
  const at = language === "fr" ? 1 : 0;
  const who = index < 0 ? said.centre[at] : nameOf(talk, index);
  const [what, by] = ["what", "by"].map((field) => translate(String(part.values[field] ?? ""), at));
  const whose = at === 1 ? `${who}\u00a0:` : `${who}:`;
  return by ? `${whose} ${what}, ${by.toLowerCase()}` : `${whose} ${what}`;
}

function translate(text: string, at: 0 | 1): string {
  const ours = [...linesOf("options", [], false).map((line) => line.label), ...BY.map((code) => said[code])];
  const bare = (words: string): string => words.replace(/\.$/, "");
  const pair = ours.find((labels) => labels.some((label) => bare(label) === text));
  return pair ? bare(pair[at]) : text;
}

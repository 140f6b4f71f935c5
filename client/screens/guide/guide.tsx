/** Guide me: five beats with the ten steps in floor order, all open at any time by name; what is tapped fills the talk. */
import { useEffect } from "preact/hooks";
import type { Draft } from "../../contract";
import { offerOf, stepsOf, wayOf, type Offer } from "../../practice/offer";
import { stepOf, STEPS } from "../../practice/content";
import { createTalk, withAnswer, withOnly, type Talk } from "../../practice/talk";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { go, replace } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say } from "../../words";
import { QUICK_LOG } from "../logs";
import { Begin } from "./begin";
import { CheckInScreen, FollowUp, PlanScreen, Space, SupportScreen } from "./close";
import { Curtain } from "./curtain";
import { EndFlags, EndQuestion, toLog, WordsPage } from "./end";
import { Fit, Modes, withFit } from "./fit";
import { Listen, Neutral, OwnTie, PersonScreen } from "./listen";
import { Goals, OtherSide, Rules } from "./rules";
import { TalkContext } from "./shapes";
import { Promises, Solve, SumUp } from "./solve";
import { putOff, StepScreen } from "./step";
import { TurnCard, Turns } from "./turns";
import { useQuestion } from "./taps";
import { toDraft, useTalk, type TalkHand } from "./use_talk";
import { WithWhom } from "./with_whom";
import { said } from "./words";

/** `#/guide` begins from home, `#/guide/from/LOG` from a log, `#/guide/ID` goes on. */
export function GuideScreen({ id, more: [log] }: { id: string; more: string[] }) {
  const phone = usePhone();
  if (id === "") return <Begin />;
  if (id === "from" && log) return <FromLog id={log} />;
  const draft = phone.drafts.value.find((one) => one.id === id);
  if (!draft?.talk)
    return (
      <Screen id="guide" title={say(said.gone)} back={() => go("")}>
        {null}
      </Screen>
    );
  return <Going key={id} draft={draft as Draft & { talk: Talk }} />;
}

/** Goes on with the talk of this log, or begins one with what the log knows. */
function FromLog({ id }: { id: string }) {
  const phone = usePhone();
  useEffect(() => {
    const held = phone.drafts.value.find((draft) => draft.talk?.conflict === id);
    const log = phone.records.value.find((record) => record.id === id);
    if (held) return replace(`guide/${held.id}`);
    if (!log) return replace("");
    const handles = Array.isArray(log.values["people"]) ? (log.values["people"] as string[]) : [];
    const talk = createTalk(() => phone.newId(), id, log.values, handles, phone.now());
    void phone.keepDraft(toDraft(phone, { ...talk, values: { steps: ["s1"] } })).then(() => replace(`guide/${talk.id}`));
  }, [id]);
  return null;
}

function Going({ draft }: { draft: Draft & { talk: Talk } }) {
  const phone = usePhone();
  const practice = usePractice();
  const hand = useTalk(phone, draft);
  useEffect(() => phone.holdOpen(), []);
  const offer = offerOf(practice, hand.talk, phone.records.value);
  return (
    <TalkContext.Provider value={hand.talk}>
      {phone.curtain.value && hand.talk.step !== "turn" ? <Curtain step={hand.talk.step} /> : <At hand={hand} offer={offer} />}
    </TalkContext.Provider>
  );
}

/** The screen of where the talk is. */
function At({ hand, offer }: { hand: TalkHand; offer: Offer }) {
  const phone = usePhone();
  const practice = usePractice();
  const fits = useQuestion("fit").options;
  const { talk, open } = hand;
  const mode = talk.values["mode"];
  const way = wayOf(offer, mode);
  const [step = "", part = ""] = talk.step.split(":");
  const begun = !phone.records.value.some((record) => record.id === talk.conflict);

  const end = (): void => open(begun && !talk.known["place"] ? "end-place" : "end-outcome");
  const next = stepAfter(way, step);
  const on = (): void => {
    if (next === "s3" && mode) open("turn");
    else if (next) open(next);
    else end();
  };
  const choose = (chosen: string): void => {
    hand.change((now) => withAnswer(withFit(now, fits, offer), "mode", chosen));
    if (chosen === "later") {
      hand.change((now) => withAnswer(now, "outcome", "paused"));
      end();
    } else if (chosen === "one_person") open(talk.people.length > 1 ? "with" : "s1");
    else open("s6");
  };
  const act = (what: string): void => {
    const [verb, object = ""] = what.split(":");
    if (verb === "help" || object === "es") go("help/ask");
    else if (verb === "go") open(offer.joint || !stepOf(object)?.needs_joint ? object : "s9");
    else if (verb === "mode") choose(object);
    else {
      hand.change((now) => withAnswer(now, "outcome", object));
      end();
    }
  };
  const save = (): void => {
    const log = begun ? [{ id: talk.conflict, kind: "conflict", form: QUICK_LOG, values: toLog(practice, talk) }] : [];
    void hand.finish(log).then(() => replace(`talked/${talk.id}`));
  };

  const onNext = { label: next ? `${say(said.nextIs)} ${nameOfStep(next)}` : say(said.finish), onTap: on };
  const parts = { code: step, onAll: () => open("all"), onAct: act, next: onNext };
  const back = (to: string) => () => open(to);
  switch (step) {
    case "s1":
      return (
        <StepScreen {...parts}>
          <Listen hand={hand} />
        </StepScreen>
      );
    case "person":
      return <PersonScreen hand={hand} index={Number(part)} onBack={back("s1")} />;
    case "with":
      return (
        <WithWhom
          talk={talk}
          onBack={back("fit")}
          onChosen={(i) => {
            hand.change((now) => withOnly(now, i));
            open(offer.joint ? "s4" : "s9");
          }}
        />
      );
    case "s2":
      return (
        <StepScreen {...parts}>
          <Neutral hand={hand} />
        </StepScreen>
      );
    case "own_tie":
      return <OwnTie hand={hand} onBack={back("s2")} />;
    case "fit":
      return (
        <StepScreen {...parts} next={undefined} dock={<Modes hand={hand} offer={offer} onChosen={choose} />}>
          <Fit hand={hand} offer={offer} />
        </StepScreen>
      );
    case "s6":
      return (
        <StepScreen {...parts}>
          <Rules hand={hand} />
        </StepScreen>
      );
    case "turn":
      return <TurnCard hand={hand} onDone={back("s3")} />;
    case "s3":
      return (
        <StepScreen {...parts}>
          <Turns hand={hand} />
        </StepScreen>
      );
    case "s5":
      return (
        <StepScreen {...parts}>
          <OtherSide hand={hand} />
        </StepScreen>
      );
    case "s7":
      return (
        <StepScreen {...parts}>
          <Goals hand={hand} />
        </StepScreen>
      );
    case "s4":
      return (
        <StepScreen {...parts}>
          <SumUp hand={hand} />
        </StepScreen>
      );
    case "s8":
      return (
        <StepScreen {...parts}>
          <Solve hand={hand} />
        </StepScreen>
      );
    case "promises":
      return <Promises hand={hand} onBack={back("s8")} />;
    case "s9":
      return (
        <StepScreen {...parts}>
          <Space hand={hand} />
        </StepScreen>
      );
    case "plan":
      return <PlanScreen hand={hand} offer={offer} onBack={back("s9")} />;
    case "s10":
      return (
        <StepScreen {...parts}>
          <FollowUp hand={hand} />
        </StepScreen>
      );
    case "support":
      return <SupportScreen hand={hand} offer={offer} onBack={back("s10")} />;
    case "check_in":
      return <CheckInScreen hand={hand} index={Number(part)} onBack={back("s10")} />;
    case "end-place":
      return <EndQuestion hand={hand} field="place" onBack={back("all")} onDone={() => open("end-outcome")} />;
    case "end-outcome":
      return <EndQuestion hand={hand} field="outcome" onBack={back("all")} onDone={() => open("end-flags")} />;
    case "end-flags":
      return <EndFlags hand={hand} onBack={back("end-outcome")} onDone={() => open("words")} />;
    case "words":
      return <WordsPage hand={hand} onBack={back("end-flags")} onSave={save} />;
    default:
      return <AllSteps hand={hand} offer={offer} onEnd={end} />;
  }
}

/** Every step by its name, in floor order; those that a stop flag forbids are not there. */
function AllSteps({ hand, offer, onEnd }: { hand: TalkHand; offer: Offer; onEnd: () => void }) {
  const taken = (hand.talk.values["steps"] as string[] | undefined) ?? [];
  return (
    <Screen
      id="all-steps"
      title={say(said.allSteps)}
      lead={say(offer.joint ? said.allStepsLead : said.separateOnly)}
      back={() => go("")}
      dock={
        <Button class="button main" code="finish" onTap={onEnd}>
          {say(said.finish)}
        </Button>
      }
      beside={
        <Button class="button" code="not_now" onTap={putOff}>
          {say(said.notNow)}
        </Button>
      }
    >
      <ol class="all-steps">
        {stepsOf(offer).map((step) => (
          <li key={step.code}>
            <Button class="tile" code={step.code} pressed={taken.includes(step.code)} onTap={() => hand.open(step.code)}>
              <small>{step.code === "fit" ? "" : step.code.slice(1)}</small> <span class="label">{say(step.name)}</span>
            </Button>
          </li>
        ))}
      </ol>
    </Screen>
  );
}

/** The next step of the way; from one beside the way, the next after it in floor order. */
function stepAfter(way: string[], step: string): string | undefined {
  const order = STEPS.map((one) => one.code);
  return way.find((code) => order.indexOf(code) > order.indexOf(step));
}

function nameOfStep(code: string): string {
  return say(stepOf(code)?.name).toLowerCase();
}

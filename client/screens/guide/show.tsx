/**
 * “Show them”: a card turned to the clients, full screen, large, in their language. Nothing else can be reached from it:
 * giving it back, the back button, a reload or a change of address all lock the phone (UX 8).
 */
import { useEffect, useState } from "preact/hooks";
import type { Language } from "../../contract";
import type { Pair } from "../../core/types";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Mark } from "../../ui/icon";
import { turned, type Turned } from "../../ui/turned";
import { language as mine } from "../../words";
import { sayIn, writtenLines } from "../cards/lines";
import { said as cards } from "../cards/words";
import { said } from "./words";

const TITLES: Record<Turned["card"], Pair> = {
  rules: said.cardRules,
  agreement: said.cardAgreement,
  written: cards.written,
  complaint: cards.complaint,
  questions: said.cardQuestions,
};

/** Turns a card. It begins in the worker's language; the other one is a tap away before it is handed over. */
export function turnTo(card: Turned["card"], toLines: (language: Language) => string[]): void {
  turned.value = { card, lines: { en: toLines("en"), fr: toLines("fr") }, language: mine.value };
}

export function turnToWritten(): void {
  turnTo("written", writtenLines);
}

export function ShowScreen() {
  const phone = usePhone();
  const card = turned.value;
  useEffect(() => {
    const lock = (): void => phone.lock();
    const kinds = ["hashchange", "popstate"];
    for (const kind of kinds) addEventListener(kind, lock);
    const release = phone.holdOpen();
    return () => {
      release();
      for (const kind of kinds) removeEventListener(kind, lock);
    };
  }, []);
  if (!card) return null;
  const { language } = card;
  const in_ = (pair: Pair): string => sayIn(pair, language);
  const other: Language = language === "en" ? "fr" : "en";
  return (
    <div class="screen screen-show" data-screen="show" lang={language}>
      <main class="above show-card">
        <Mark />
        <h1 tabIndex={-1}>{in_(TITLES[card.card])}</h1>
        {card.card === "questions" ? (
          <Questions language={language} />
        ) : (
          <ul>
            {card.lines[language].map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </main>
      <footer class="dock">
        <div class="row">
          <Button class="button" code="language" onTap={() => (turned.value = { ...card, language: other })}>
            {other === "en" ? "English" : "Français"}
          </Button>
          <Button class="button" code="give_back" onTap={() => phone.lock()}>
            {in_(said.giveBack)}
          </Button>
        </div>
      </footer>
    </div>
  );
}

/** Answered by the client alone; kept as month and answer, without a record and without a name. */
function Questions({ language }: { language: Language }) {
  const phone = usePhone();
  const practice = usePractice();
  const [given, setGiven] = useState<Record<string, string>>({});
  const [sent, setSent] = useState(false);
  const form = practice.form("slip@1");
  if (sent) return <p class="big">{sayIn(said.thanks, language)}</p>;
  const answer = (field: string, code: string): void => {
    const next = { ...given, [field]: code };
    setGiven(next);
    if (form.questions.every((question) => next[question.field])) {
      setSent(true);
      void phone.save([{ kind: "slip", form: "slip@1", values: next }]);
    }
  };
  return (
    <>
      {form.questions.map((question) => (
        <section key={question.field} data-field={question.field}>
          <h2>{sayIn(question.label, language)}</h2>
          <div class="tiles">
            {practice.optionsOf(question).map((option) => (
              <Button
                key={option.code}
                class="tile"
                code={`${question.field}-${option.code}`}
                pressed={given[question.field] === option.code}
                onTap={() => answer(question.field, option.code)}
              >
                <span class="label">{sayIn(option.label, language)}</span>
              </Button>
            ))}
          </div>
        </section>
      ))}
    </>
  );
}

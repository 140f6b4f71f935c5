/** One question of the check-in. Three are drawn here: offers of support, their own words, the day of the next one. */
import { linesOf, PICKS } from "../../practice/content";
import { useState } from "preact/hooks";
import type { Form, Question, Values } from "../../core/types";
import { addDays, nextByClocks, type Around } from "../../practice/check_in";
import { dayOf } from "../../practice/due";
import { factsOf } from "../../practice/matter";
import { daysToChoose, EVERY } from "../../practice/plan";
import { QuestionView, type OnAnswer } from "../../practice/question";
import { Button, Tile } from "../../ui/button";
import { say, words } from "../../words";
import { fill, said, sayDay, toSentence } from "./words";

const AHEAD = [1, 3, 7, 14];

interface Asked {
  form: Form;
  question: Question;
  values: Values;
  around: Around;
  started: number;
  onAnswer: OnAnswer;
}

export function AnswerView(asked: Asked) {
  if (asked.question.type === "lib") return <Offers {...asked} />;
  if (asked.question.type === "date") return <Days {...asked} />;
  return <QuestionView {...asked} />;
}

/** Lines of the library: those that fit this kind of matter first, the rest behind “More”. */
function Offers({ question, values, around, onAnswer }: Asked) {
  const [all, setAll] = useState(false);
  const given = (values[question.field] ?? []) as string[];
  const types = (around.matter.log?.values["types"] ?? []) as string[];
  const options = linesOf("aftercare", types, false);
  const shown = new Set([...types.flatMap((type) => PICKS[type] ?? []), ...(PICKS["any"] ?? []), ...given]);
  const tap = (code: string): void => {
    const next = given.includes(code) ? given.filter((one) => one !== code) : [...given, code];
    if (next.length <= (question.max ?? options.length)) onAnswer(question.field, next, false);
  };
  return (
    <div class="tiles single">
      {options
        .filter((option) => all || shown.has(option.code))
        .map((option) => (
          <Tile
            key={option.code}
            code={option.code}
            label={say(option.label)}
            chosen={given.includes(option.code)}
            onTap={() => tap(option.code)}
          />
        ))}
      {!all && (
        <Button class="tile more" code="more" onTap={() => setAll(true)}>
          {words.value.more}
        </Button>
      )}
    </div>
  );
}

/** Days near by, the one that this kind of matter gives, the last of a space plan; all of two weeks behind “More”. No keyboard. */
function Days({ question, values, around, onAnswer }: Asked) {
  const [all, setAll] = useState(false);
  const today = dayOf(around.now, around.zone);
  const again = nextByClocks(around);
  const chosen = values[question.field];
  const { endsOn } = factsOf(around.matter);
  const known = [again, endsOn, chosen].filter((day): day is string => typeof day === "string" && (day > today || day === chosen));
  const days = daysToChoose(today, all ? EVERY : AHEAD, known, around.clocks.openDays);
  return (
    <div class="tiles single">
      {days.map((day) => (
        <Tile
          key={day}
          code={`day-${day}`}
          label={toSentence(day === addDays(today, 1) ? fill(said.tomorrow, { day: sayDay(day, today) }) : sayDay(day, today))}
          chosen={day === chosen}
          onTap={() => onAnswer(question.field, day, true)}
        />
      ))}
      {!all && (
        <Button class="tile more" code="more" onTap={() => setAll(true)}>
          {words.value.more}
        </Button>
      )}
    </div>
  );
}

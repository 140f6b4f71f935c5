/** One question of the request. */
import type { RecordView } from "../../contract";
import type { Cell, Question, Value, Values } from "../../core/types";
import { ESCALATION } from "../../practice/ask";
import { endsAtOnce, QuestionView } from "../../practice/question";
import { Button } from "../../ui/button";
import { usePractice } from "../../ui/context";
import { Screen } from "../../ui/screen";
import { say, words } from "../../words";
import { Rows } from "./rows";

interface Parts {
  question: Question;
  values: Values;
  record: RecordView;
  /** Names at hand. */
  names: string[];
  onAnswer: (field: string, value: Value) => void;
  onDone: () => void;
}

export function One({ question, values, record, names, onAnswer, onDone }: Parts) {
  const practice = usePractice();
  return (
    <Screen
      id="ask-one"
      title={say(question.label)}
      lead={say(question.hint)}
      back={onDone}
      dock={
        <Button class="button main" code="done" onTap={onDone}>
          {words.value.done}
        </Button>
      }
    >
      {question.type === "rows" ? (
        <Rows
          question={question}
          rows={(values[question.field] as Record<string, Cell>[] | undefined) ?? []}
          names={names}
          onRows={(rows) => onAnswer(question.field, rows)}
        />
      ) : (
        <QuestionView
          form={practice.form(ESCALATION)}
          question={question}
          values={values}
          started={record.made}
          onAnswer={(field, value) => {
            onAnswer(field, value);
            if (endsAtOnce(question)) onDone();
          }}
        />
      )}
    </Screen>
  );
}

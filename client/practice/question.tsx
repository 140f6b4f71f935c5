/** Draws one question from its definition. Nothing about any question is written here: types, options and attributes decide. */
import type { ComponentChildren } from "preact";
import { useComputed, useSignal } from "@preact/signals";
import { useLayoutEffect, useState } from "preact/hooks";
import type { Form, Option, Question, Value, Values } from "../core/types";
import { Button, Tile } from "../ui/button";
import { usePhone, usePractice } from "../ui/context";
import { Heat } from "../ui/heat";
import { Icon } from "../ui/icon";
import { LaterPart } from "../ui/more";
import { say, words } from "../words";
import { toLocalTime } from "../screens/logs";

export const FEW = 6;
const NARROW = 34; // signs that fit in two lines of half a screen

/** `done`: the answer stands, go on. Without it more may be tapped. */
export type OnAnswer = (field: string, value: Value, done: boolean) => void;

export interface Asked {
  form: Form;
  question: Question;
  values: Values;
  /** When the log was begun: what “15 minutes ago” is counted from. */
  started: number;
  onAnswer: OnAnswer;
}

export function QuestionView(asked: Asked) {
  switch (asked.question.type) {
    case "one":
    case "scale":
    case "yn":
      return <OneOf {...asked} />;
    case "many":
      return asked.question.groups ? <Grouped {...asked} /> : <ManyOf {...asked} />;
    case "time":
      return <Moment {...asked} />;
    case "accounts":
      return <Accounts {...asked} />;
    case "handles":
      return <LaterPart draw={(more) => <more.Handles {...asked} />} />;
    default:
      return <Line {...asked} />;
  }
}

/** Whether a question of this type goes on at the first tap. */
export function endsAtOnce(question: Question): boolean {
  return ["one", "scale", "yn", "time"].includes(question.type);
}

export function OneOf({ question, values, onAnswer }: Asked) {
  const options = usePractice().optionsOf(question);
  const chosen = values[question.field];
  return <Tiles options={options} chosen={(code) => code === chosen} onTap={(code) => onAnswer(question.field, code, true)} />;
}

/** The first tap goes on; whoever comes back may add up to the limit. */
function ManyOf({ question, values, onAnswer }: Asked) {
  const options = usePractice().optionsOf(question);
  const given = toList(values[question.field]);
  const tap = (code: string): void => {
    const next = toggle(given, code, options, question.max);
    onAnswer(question.field, next, question.required === "always" && given.length === 0);
  };
  return (
    <>
      {question.max !== undefined && given.length > 0 && <p class="hint">{words.value.addSecond}</p>}
      <Tiles options={options} chosen={(code) => given.includes(code)} onTap={tap} />
    </>
  );
}

/** “None of these” first and full width, then groups that open. */
function Grouped({ question, values, onAnswer }: Asked) {
  const practice = usePractice();
  const options = practice.optionsOf(question);
  const given = toList(values[question.field]);
  const [open, setOpen] = useState<string | null>(null);
  const tap = (code: string): void => {
    const alone = options.find((option) => option.code === code)?.["alone"] === true;
    onAnswer(question.field, toggle(given, code, options, question.max), alone);
  };
  const groups = practice.vocabularies[question.groups ?? ""]?.options ?? [];
  return (
    <div class="tiles single groups">
      {options
        .filter((option) => !option["group"])
        .map((option) => (
          <OneTile key={option.code} option={option} chosen={given.includes(option.code)} onTap={tap} />
        ))}
      {groups.map((group) => {
        const inside = options.filter((option) => option["group"] === group.code);
        const chosen = inside.filter((option) => given.includes(option.code)).length;
        return (
          <div key={group.code} class="group">
            <Button
              class="tile group-head"
              expanded={open === group.code}
              onTap={() => setOpen(open === group.code ? null : group.code)}
              code={`group-${group.code}`}
            >
              <span class="label">{say(group.label)}</span>
              {chosen > 0 && <Icon name="tick" />}
            </Button>
            {open === group.code && <Tiles single options={inside} chosen={(code) => given.includes(code)} onTap={tap} />}
          </div>
        );
      })}
    </div>
  );
}

function Moment({ question, values, started, onAnswer }: Asked) {
  const options = usePractice().optionsOf(question);
  const at = (option: Option): string => toLocalTime(started - Number(option["minutes"] ?? 0) * 60_000);
  const chosen = (code: string): boolean => options.some((option) => option.code === code && at(option) === values[question.field]);
  const tap = (code: string): void => {
    const option = options.find((one) => one.code === code);
    if (option) onAnswer(question.field, at(option), true);
  };
  return <Tiles options={options} chosen={chosen} onTap={tap} />;
}

function Accounts({ question, values, onAnswer }: Asked) {
  const phone = usePhone();
  const given = toList(values[question.field]);
  const others = phone.colleagues.value.filter((person) => person.id !== phone.account.value?.id);
  const options = others.map(({ id, name }): Option => ({ code: id, label: [name, name] }));
  return (
    <Tiles
      options={options}
      chosen={(code) => given.includes(code)}
      onTap={(code) => onAnswer(question.field, toggle(given, code, options, question.max), false)}
    />
  );
}

/** Holds what is typed itself, and draws no more than its box and the count: whoever asks needn't be drawn at every key. */
function Line({ question, values, started, onAnswer }: Asked) {
  const answer = (values[question.field] as string | undefined) ?? "";
  const text = useSignal(answer);
  useLayoutEffect(() => void (text.value = answer), [answer]);
  const most = question.max ?? 120;
  const left = useComputed(() => words.value.signsLeft(most - [...text.value].length));
  const write = (typed: string): void => {
    text.value = typed;
    onAnswer(question.field, typed || null, false);
  };
  return (
    <div class="fields">
      <textarea
        aria-label={say(question.label)}
        rows={4}
        value={text}
        maxLength={most}
        autocomplete="off"
        placeholder={question.coach ? words.value.tip : undefined}
        onInput={(event) => write(event.currentTarget.value)}
      />
      <p class="hint">{left}</p>
      {question.coach && <LaterPart draw={(more) => <more.Coached text={text} values={values} started={started} onWrite={write} />} />}
    </div>
  );
}

interface TilesProps {
  options: Option[];
  chosen: (code: string) => boolean;
  onTap: (code: string) => void;
  single?: boolean;
}

/** Those with a place of their own first, the rest behind “More”, on the same grid. */
export function Tiles({ options, chosen, onTap, single }: TilesProps) {
  const [all, setAll] = useState(false);
  const placed = options.filter((option) => option["tile"] !== undefined).sort((a, b) => Number(a["tile"]) - Number(b["tile"]));
  const wide = options.filter((option) => option["full"]);
  const rest = options.filter((option) => !placed.includes(option) && !wide.includes(option));
  const open = all || placed.length === 0 || rest.some((option) => chosen(option.code));
  const narrow = [...placed, ...(open ? rest : [])];
  const wordy = options.some((option) => say(option.label).length > NARROW);
  const column = single || (placed.length === 0 && (options.length <= FEW || wordy));
  return (
    <div class={column ? "tiles single" : "tiles"} role="group">
      {narrow.map((option) => (
        <OneTile key={option.code} option={option} chosen={chosen(option.code)} onTap={onTap} />
      ))}
      {!open && (
        <Button class="tile more" code="more" onTap={() => setAll(true)}>
          {words.value.more}
        </Button>
      )}
      {wide.map((option) => (
        <OneTile key={option.code} option={option} chosen={chosen(option.code)} onTap={onTap} />
      ))}
    </div>
  );
}

function OneTile({ option, chosen, onTap }: { option: Option; chosen: boolean; onTap: (code: string) => void }) {
  const label = say((option["short"] as Option["label"] | undefined) ?? option.label);
  const anchor = option["anchor"] as Option["label"] | undefined;
  const under: ComponentChildren = anchor && <small>{say(anchor)}</small>;
  return (
    <Tile
      code={option.code}
      chosen={chosen}
      full={option["full"] === true}
      label={label}
      onTap={() => onTap(option.code)}
      under={
        anchor ? (
          <>
            {under}
            <Heat code={option.code} />
          </>
        ) : undefined
      }
    />
  );
}

export function toList(value: Value | undefined): string[] {
  return Array.isArray(value) ? (value as string[]) : [];
}

/** Adds or takes out; one that stands alone clears the others, one too many takes the place of the last. */
function toggle(given: string[], code: string, options: Option[], max: number | undefined): string[] {
  if (given.includes(code)) return given.filter((one) => one !== code);
  const alone = (one: string): boolean => options.find((option) => option.code === one)?.["alone"] === true;
  if (alone(code)) return [code];
  const kept = given.filter((one) => !alone(one));
  return max !== undefined && kept.length >= max ? [...kept.slice(0, max - 1), code] : [...kept, code];
}

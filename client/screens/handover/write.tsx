/** One page, filled in before anybody taps: sent in a minute. Every tap is kept; nothing is sent but by Save. */
import { useState } from "preact/hooks";
import type { Value } from "../../core/types";
import { fillSheet, sheetOf } from "../../practice/sheet";
import { Tiles } from "../../practice/question";
import { Button } from "../../ui/button";
import { usePhone, usePractice } from "../../ui/context";
import { Missing } from "../../ui/missing";
import { go, replace } from "../../ui/route";
import { Screen } from "../../ui/screen";
import { say, words, zone } from "../../words";
import { isEmpty, useDraft } from "../people/draft";
import { Items } from "./items";
import { FromPhones, Handovers } from "./lines";
import { Checkins, Plans, sayCare, sayShift } from "./parts";
import { Chips, TextLine } from "./taps";
import { said } from "./words";

export const HANDOVER = "handover@1";
const LINES = ["helped", "good"];

/** `id`: that of the draft, where one was begun. */
export function WriteScreen({ id }: { id: string | null }) {
  const phone = usePhone();
  const practice = usePractice();
  const form = practice.form(HANDOVER);
  const [draft, keep] = useDraft(HANDOVER, "handover", id);
  const [busy, setBusy] = useState(false);
  const given = draft.values;
  const sheet = sheetOf({ practice, zone: zone.value, tell: say }, phone.records.value, phone.now());
  const asked = (field: string) => form.questions.find((question) => question.field === field);
  const options = (field: string) => {
    const question = asked(field);
    return question ? practice.optionsOf(question) : [];
  };
  const type = (field: string) => (text: string) => keep(field, text);
  const save = async (): Promise<void> => {
    setBusy(true);
    const { record } = await phone.save([{ kind: "handover", form: HANDOVER, values: fillSheet(sheet, given) }], draft.id);
    replace(`handover/${record}`);
  };
  const people = phone.colleagues.value.filter((one) => one.id !== phone.account.value?.id);
  const field = (name: string): { label: string; max: number; text: string; onType: (text: string) => void } => ({
    label: say(asked(name)?.label),
    max: asked(name)?.max ?? 120,
    text: String(given[name] ?? ""),
    onType: type(name),
  });
  return (
    <Screen
      id="handover"
      title={say(said.handover)}
      lead={`${sayShift(practice, sheet.shift, sheet.day)}. ${say(said.lead)}`}
      back={() => go("")}
      dock={
        <Missing words={isEmpty(given["mood"]) && say(said.moodFirst)}>
          {(waits) => (
            <Button class="button main" code="save" disabled={busy || Boolean(waits)} waits={waits} onTap={() => void save()}>
              {say(said.save)}
            </Button>
          )}
        </Missing>
      }
      beside={
        <Button class="button" onTap={() => go(`not_now/${draft.id}`)}>
          {words.value.notNow}
        </Button>
      }
    >
      <FromPhones />
      <section class="mood">
        <h2>{say(asked("mood")?.label)}</h2>
        <Tiles options={options("mood")} chosen={(code) => code === given["mood"]} onTap={(code) => keep("mood", code)} />
      </section>
      <section>
        <h2>{say(said.open)}</h2>
        <Items rows={sheet.items} draft={draft} verbs={practice.vocabularies["verb"]?.options ?? []} keep={keep} />
        {sheet.items.length === 0 && <p class="calm">{say(sheet.quiet === "yes" ? said.quiet : said.nothingOpen)}</p>}
        {sheet.care_count > 0 && (
          <p class="note">
            {sayCare(sheet.care_count)} {say(said.careLead)}
          </p>
        )}
      </section>
      <Plans rows={sheet.plans} />
      <Checkins rows={sheet.checkins} />
      <section>
        <h2>{say(asked("settings")?.label)}</h2>
        <Chips options={options("settings")} given={given["settings"] ?? sheet.settings} onTap={(codes) => keep("settings", codes)} />
        <TextLine id="settings_text" {...field("settings_text")} />
        {LINES.map((name) => (
          <TextLine key={name} id={name} {...field(name)} />
        ))}
      </section>
      <section>
        <h2>{say(said.to)}</h2>
        <Chips
          options={people.map(({ id: code, name }) => ({ code, label: [name, name] }))}
          given={given["to"]}
          onTap={(codes: Value) => keep("to", codes)}
        />
      </section>
      <section>
        <Button
          class="chip"
          code="cover_wish"
          pressed={given["cover_wish"] === "yes"}
          onTap={() => keep("cover_wish", given["cover_wish"] === "yes" ? null : "yes")}
        >
          {say(asked("cover_wish")?.label)}
        </Button>
        <p class="hint">{say(said.fades)}</p>
      </section>
      <Handovers />
    </Screen>
  );
}

/** The states in words (UX 6): words first, icon second, colour third. */
import type { RecordView, State } from "../contract";
import { sayTime, words } from "../words";
import { Icon, type IconName } from "./icon";
import { LaterPart } from "./more";

const ICONS: Record<State, IconName> = {
  draft: "pencil",
  saved: "saved",
  on_its_way: "way",
  safe: "safe",
  attention: "pencil",
  held: "safe",
};

export function stateWords(state: State): string {
  const said = words.value;
  const all = {
    draft: said.stateDraft,
    saved: said.stateSaved,
    on_its_way: said.stateWay,
    safe: said.stateSafe,
    attention: said.stateAttention,
    held: said.stateHeld,
  };
  return all[state];
}

function leadOf(record: RecordView, state: State): string {
  const said = words.value;
  if (state === "safe") return record.safeAt ? sayTime(record.safeAt) : "";
  const kept = said.stateAttentionLead;
  return { draft: said.kept, saved: said.stateSavedLead, on_its_way: said.stateWayLead, held: said.stateHeldLead, attention: kept }[state];
}

/** One line: icon and short words. */
export function StateLine({ state }: { state: State }) {
  return (
    <span class={`state state-${state}`} data-state={state}>
      <Icon name={ICONS[state]} /> {stateWords(state)}
    </span>
  );
}

/** Large, with what comes next under it; read out when it alters. */
export function StateCard({ record }: { record: RecordView }) {
  const state = record.state ?? "safe";
  return (
    <div class={`card state-card state-${state}`} data-state={state} role="status">
      <p class="big">
        <Icon name={ICONS[state]} />
        <Tick /> {stateWords(state)}
      </p>
      <p>{leadOf(record, state)}</p>
      {record.mend && <LaterPart draw={(more) => <more.Refusal record={record} />} />}
    </div>
  );
}

function Tick() {
  return (
    <svg class="drawn-tick" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 13l5 5L20 6" />
    </svg>
  );
}

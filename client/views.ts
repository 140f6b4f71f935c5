/** The four states a worker sees, computed from the log of envelopes and receipts, never from the last network event. */
import type { Ask, RecordView, State } from "./contract";
import type { Known } from "./core/book";
import { isEnd } from "./screens/logs";
import type { Saved } from "./vault/database";
import { isOff } from "./vault/envelopes";

export interface Log {
  saves: ReadonlyMap<string, Saved>;
  envelopeOf: ReadonlyMap<string, string>;
  flying: ReadonlySet<string>;
  mends: ReadonlyMap<string, { field: string; sentence: string }>;
}

/** Nothing is called safe while anything of its tree still waits: a talk's last words may be a part's alone. */
export function toViews(known: readonly Known[], log: Log): RecordView[] {
  const waiting = new Map<string, Saved>();
  for (const one of known) for (const saved of savesOf(one, log)) if (!saved.receipt) waiting.set(one.root, saved);
  return known.map((record) => {
    const saves = savesOf(record, log).filter((saved) => !isAnswered(saved, record, known));
    const beside = waiting.get(record.root);
    const state = record.mine ? toState(beside ? [...saves, beside] : saves, log.flying) : null;
    const refused = saves.find(({ receipt }) => receipt?.verdict === "refused");
    const at = saves.map((saved) => saved.receipt?.at ?? 0);
    const { id, kind, parent, root, mine, by, made, values, masked, care, history } = record;
    return {
      id,
      kind,
      parent,
      root,
      mine,
      by,
      made,
      values,
      masked,
      care,
      history,
      state,
      safeAt: state === "safe" && at.length > 0 ? Math.max(...at) : null,
      mend: refused ? { code: refused.receipt?.code ?? "", field: "", sentence: "", ...log.mends.get(refused.id) } : null,
    };
  });
}

/** Requests for help made on this phone that weren't called off, by its worker; `by` is known once the acknowledgement itself was read. */
export function toAsks(saves: readonly Saved[], known: readonly Known[]): Ask[] {
  const asks = saves.flatMap(({ ask, receipt, bare }): Ask[] => {
    const below = known.filter((record) => record.parent === ask?.record);
    if (!ask || ask.off || below.some((record) => record.mine && isOff({ ...record, set: record.values }))) return [];
    const answer = below.find((record) => record.kind === "acknowledgement") ?? below.find(isEnd);
    const held = known.find((record) => record.id === ask.record);
    const locked = bare !== undefined && (held?.changes.length ?? 1) === 1;
    const taken = ask.taken ?? answer?.made ?? null;
    const sent = receipt !== null && receipt.verdict !== "refused";
    const state = taken !== null ? "taken" : sent ? "sent" : "not_sent";
    return [{ record: ask.record, asked: ask.asked, state, taken, by: answer?.by ?? null, locked }];
  });
  return asks.sort((a, b) => b.asked - a.asked);
}

function savesOf(record: Known, log: Log): Saved[] {
  const ids = new Set(record.changes.map((change) => log.envelopeOf.get(change)).filter((id) => id !== undefined));
  return [...ids].map((id) => log.saves.get(id)).filter((saved) => saved !== undefined);
}

/** Whether its author took the way out that was left: what came too late is asked for as a correction. */
function isAnswered({ id, receipt }: Saved, record: Known, known: readonly Known[]): boolean {
  if (receipt?.code !== "after_a_day") return false;
  return known.some((one) => one.parent === record.id && one.mine && one.values["sort"] === "correction" && one.id > id);
}

/** The least safe of its envelopes decides; what came by the feed alone is at the centre. */
function toState(saves: readonly Saved[], flying: ReadonlySet<string>): State {
  const verdicts = new Set(saves.map((saved) => saved.receipt?.verdict ?? null));
  if (verdicts.has("refused")) return "attention";
  if (verdicts.has(null)) return saves.some((saved) => saved.receipt === null && flying.has(saved.id)) ? "on_its_way" : "saved";
  return verdicts.has("quarantined") ? "held" : "safe";
}

/**
 * What may be offered in a matter, worked out from its flags and types wherever they were set, at once and on the phone
 * (PRACTICE 2.3 “Route by type”, 8.2.3). The server judges again.
 */
import type { RecordView } from "../contract";
import type { Practice } from "../core/definitions";
import type { Values } from "../core/types";
import { STEPS, type Step } from "./content";
import type { Talk } from "./talk";

const CALM = new Set(["h0", "h1"]);
const WHERE_FLAGS_STAND = ["flags", "why"];

export interface Offer {
  /** Whether people may be brought together, or messages carried between them. */
  joint: boolean;
  /** Talk to each alone first. */
  careful: boolean;
  /** Open route, little heat: each beat's first step is enough. */
  light: boolean;
}

/** `records`: what this phone holds of the matter's whole tree. */
export function offerOf(practice: Practice, talk: Talk, records: readonly RecordView[]): Offer {
  const tree = records.filter((record) => record.root === talk.conflict || record.id === talk.conflict);
  const answers: Values[] = [talk.known, talk.values, ...tree.map((record) => record.values)];
  const types = answers.flatMap((values) => toList(values["types"]));
  const routes = types.map((type) => practice.option(["conflict_type"], type)?.["route"]);
  const flags = answers.flatMap((values) => WHERE_FLAGS_STAND.flatMap((field) => toList(values[field])));
  const cleared = new Set(tree.flatMap((record) => toList(record.values["cleared"])));
  const stops = flags.filter((flag) => practice.option(["flag"], flag)?.["stop"] === true && !cleared.has(flag));
  const separate = types.some((type, i) => routes[i] === "separate" && !cleared.has(type));
  const joint = stops.length === 0 && !separate && !tree.some((record) => record.care !== null);
  const careful = routes.includes("careful");
  const heat = String(talk.known["heat"] ?? "");
  return { joint, careful, light: joint && !careful && CALM.has(heat) };
}

/** The steps on the way from here, in floor order. Every step that may be taken stays open by its name. */
export function wayOf(offer: Offer, mode: unknown): string[] {
  const talking = offer.joint && mode !== "one_person" && mode !== "not_suitable";
  const all = stepsOf(offer).filter((step) => talking || (!step.needs_joint && step.code !== "s6"));
  if (!offer.light || !talking) return all.map((step) => step.code);
  const beats = new Set<string | null>();
  const isFirst = (step: Step): boolean => !beats.has(step.beat) && Boolean(beats.add(step.beat));
  return all.filter((step) => isFirst(step) || step.code === "fit").map((step) => step.code);
}

/** The ten steps and the fit check, without those that a stop flag or a Separate-first type forbids. */
export function stepsOf(offer: Offer): Step[] {
  return STEPS.filter((step) => step.beat !== null && (offer.joint || !step.needs_joint));
}

export function toList(value: unknown): string[] {
  return Array.isArray(value) ? (value as string[]) : [];
}

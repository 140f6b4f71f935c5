/**
 * What the screens may ask of the phone, and nothing else: screens know no storage, no keys and no
 * network. `phone.ts` implements it over `vault/` and `sync/`; signals redraw the screens by themselves.
 */
import type { ReadonlySignal } from "@preact/signals";
import type { Known } from "./core/book";
import type { Mended } from "./core/mend";
import type { Value, Values } from "./core/types";
import type { Talk } from "./practice/talk";
import type { Paper } from "./vault/paper";

export type Language = "en" | "fr";
export type { Value, Values };

/** Where the phone stands as a whole. `wiped`: the database is gone but other stores remember it. */
export type Standing = "unsupported" | "signed_out" | "set_pin" | "locked" | "open" | "wiped";

/** The states a worker sees (UX 6), computed from the log of envelopes and receipts. */
export type State = "draft" | "saved" | "on_its_way" | "safe" | "attention" | "held";

export interface Person {
  id: string;
  name: string;
  roles: string[];
}

export interface Numbered {
  label: string;
  number: string;
  /** Its name in French; else the other stands. */
  fr?: string;
}

export interface OnCall {
  duty: Numbered[];
  second_contact: Numbered[];
  emergency: Numbered[];
  crisis: Numbered[];
  /** A weapon, fire, can't leave: where the centre has a number of its own for it. */
  danger?: Numbered[];
  law: Numbered[];
  desk: string;
}

/** A record as this phone may see it: folded, own or projected. Times are ms. */
export interface RecordView extends Omit<Known, "changes"> {
  /** Own records only; others' are what the centre sent. */
  state: State | null;
  /** When the centre's receipt came. */
  safeAt: number | null;
  /** Where the centre refused it: the protocol's code, and what it told of the field to mend. */
  mend: { code: string; field: string; sentence: string } | null;
}

export interface Draft {
  id: string;
  form: string;
  values: Values;
  /** Which screen it was left on. */
  screen: string;
  started: number;
  touched: number;
  /** The saved record that this draft goes on with ("not over yet"). */
  record: string | null;
  /** The record that what is made of it will stand below: a check-in's person or log. */
  about?: string;
  /** The log that this new one goes on with, as its author said at that one's check-in: its save links the two. */
  sameAs?: string;
  /** “Not now”: the hour at which it stands on the list again. No alarm rings. */
  later?: number;
  /** A request for help that was made from here before this was saved: tied to it by the save. */
  ask?: string;
  /** Of a guided talk: everything that was tapped, in the order of steps. */
  talk?: Talk;
}

/** A request for help and how far it came. `taken` is when a human said "I have it". */
export interface Ask {
  record: string;
  asked: number;
  state: "not_sent" | "sent" | "taken";
  taken: number | null;
  by: string | null;
  /** It was made while the phone was locked, and nobody has said yet that it is theirs. */
  locked: boolean;
}

export interface NewChange {
  kind: string;
  form: string;
  /** The id of the record to make, from `newId()`, where others of the same save stand below it. */
  id?: string;
  /** The record to change. Omit to make one. */
  record?: string;
  parent?: string;
  values: Values;
}

export type SignInAnswer =
  | { ok: true }
  | {
      ok: false;
      code: "wrong_sign_in" | "choose_centre" | "no_signal" | "slow_down" | "refused";
      sentence: string;
      centres?: { id: string; name: string }[];
    };

export type UnlockAnswer = { ok: true } | { ok: false; wrong: boolean; waitUntil: number | null };

export interface Storage {
  persisted: boolean;
  used: number | null;
  quota: number | null;
  waiting: number;
  lastContact: number | null;
}

/** What `/check` found, one line a thing. */
export interface Finding {
  what: "service_worker" | "database" | "caches" | "x25519" | "ecdsa" | "compression" | "persistence" | "secure";
  ok: boolean;
  /** Whether the app can't work without it. */
  needed: boolean;
}

export interface Looks {
  theme: "system" | "light" | "dark";
  lift: boolean;
  left: boolean;
  bigger: boolean;
  calmer: boolean;
  /** This device has no telephone: numbers are shown, not dialled. */
  cannotCall: boolean;
}

/** Handovers that came from phone to phone: on this phone only, gone 72 hours after they were made. */
export interface Papers {
  keep(paper: Paper): Promise<void>;
  drop(id: string): Promise<void>;
  list(): Promise<Paper[]>;
}

export interface Phone {
  /** What was kept here is read: before it, nothing is known of earlier requests. */
  ready: Promise<void>;
  standing: ReadonlySignal<Standing>;
  language: ReadonlySignal<Language>;
  setLanguage(language: Language): void;
  /** Device-wide looks, kept unsealed: nothing in them tells of anybody. */
  looks: ReadonlySignal<Looks>;
  setLooks(looks: Partial<Looks>): void;

  signIn(name: string, password: string, centre?: string): Promise<SignInAnswer>;
  /** At least six digits, none of the common ones: answers the reason in a code, or null. */
  setPin(pin: string): Promise<"short" | "common" | null>;
  unlock(pin: string): Promise<UnlockAnswer>;
  /** A reload into the locked shell. */
  lock(): void;
  account: ReadonlySignal<Person | null>;
  centre: ReadonlySignal<{ id: string; name: string; zone: string } | null>;
  colleagues: ReadonlySignal<Person[]>;
  /** Lies unsealed, so that a locked phone can help. */
  onCall: ReadonlySignal<OnCall | null>;

  records: ReadonlySignal<RecordView[]>;
  drafts: ReadonlySignal<Draft[]>;
  asks: ReadonlySignal<Ask[]>;
  keepDraft(draft: Draft): Promise<void>;
  dropDraft(id: string): Promise<void>;
  /**
   * One envelope, in both stores before it answers; words that it takes out are gone from all that this phone keeps. The
   * first change's record id comes back. `draft` is done with it; `goesOn` is kept with it as it is from then on.
   */
  save(changes: NewChange[], draft?: string, goesOn?: Draft): Promise<{ record: string }>;
  /** Writes to an own record of which the centre refused something: that comes again with other answers, under its ids. */
  mend(mended: Mended, draft: string): Promise<void>;
  /** Raised where drafts lost words that were taken out: screens take theirs up anew. */
  cuts: ReadonlySignal<number>;
  /** Answers for the author alone (A!): a store of the vault, never sent; they go after 90 days. */
  keepPrivate(record: string, field: string, value: Value): Promise<void>;
  private(record: string): Promise<Values>;
  papers: Papers;
  /**
   * Makes and sends a request for help with what is known; `about`: the log or check-in that it is about. While the
   * phone is locked it goes out under the phone's other key, with the time and nothing else.
   */
  askForHelp(values: Values, about?: string): Promise<{ record: string }>;
  /** While a guided talk or a turned card is on, the phone doesn't lock by itself: a curtain falls instead. Answers its end. */
  holdOpen(): () => void;
  /** Whether the curtain is down: only the card itself shows; everything else asks for the PIN. */
  curtain: ReadonlySignal<boolean>;

  newId(): string;
  now(): number;
  /** The centre's clock, as far as this phone knows it. */
  centreNow(): number;
  signal: ReadonlySignal<"unknown" | "yes" | "no">;
  storage(): Promise<Storage>;
  check(): Promise<Finding[]>;
  build: string;
  /** A newer build waits; `takeUpdate` reloads into it. Never by itself. */
  update: ReadonlySignal<boolean>;
  takeUpdate(): void;
}

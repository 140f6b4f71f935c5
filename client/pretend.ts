/**
 * A phone to practise on, with pretend people: all of it stays in this page's memory, and goes when it ends. It knows no
 * store, no key and no network (tests/house/test_pretend.py), so that nothing of it can reach the centre.
 */
import { computed, signal } from "@preact/signals";
import type { Ask, Draft, Looks, NewChange, OnCall, Papers, Person, Phone, RecordView, Standing } from "./contract";
import { Book, type Known } from "./core/book";
import { Clock } from "./core/clock";
import { Ids } from "./core/ids";
import type { Change, Value, Values } from "./core/types";
import { isWithdrawn, QUICK_LOG, toLocalTime } from "./screens/logs";

const HOUR = 3_600_000;
const NODE = "0".repeat(16);
const GUIDED_TALK = "guided_talk@1";
const ESCALATION = "escalation@1";
/** Nobody has these numbers, and nothing here dials them. */
const ON_CALL: OnCall = {
  duty: [{ label: "Jo", number: "555 0100" }],
  second_contact: [{ label: "Robin", number: "555 0101" }],
  emergency: [],
  crisis: [],
  law: [],
  desk: "",
};
const COLLEAGUES = [
  { name: "Kit", roles: ["worker"] },
  { name: "Jo", roles: ["supervisor"] },
];

export class PretendPhone implements Phone {
  readonly ready = Promise.resolve();
  readonly standing = signal<Standing>("open");
  readonly language: Phone["language"];
  readonly looks: Phone["looks"];
  readonly account: Phone["account"];
  readonly centre: Phone["centre"];
  readonly curtain: Phone["curtain"];
  readonly update: Phone["update"];
  readonly build: string;
  readonly colleagues = signal<Person[]>([]);
  readonly onCall = signal<OnCall | null>(ON_CALL);
  readonly records = signal<RecordView[]>([]);
  readonly drafts = signal<Draft[]>([]);
  readonly cuts = signal(0);
  readonly signal = signal<"unknown" | "yes" | "no">("yes");
  readonly asks = computed(() => toAsks(this.records.value));
  readonly papers: Papers = { keep: async () => undefined, drop: async () => undefined, list: async () => [] };
  private readonly book = new Book();
  private readonly clock = new Clock(NODE);
  private readonly ids = new Ids((length) => crypto.getRandomValues(new Uint8Array(length)));
  private readonly alone = new Map<string, Values>();

  /** Looks as the `real` one does, in its language, and with its worker. */
  constructor(private readonly real: Phone) {
    this.language = real.language;
    this.account = real.account;
    this.centre = real.centre;
    this.curtain = real.curtain;
    this.update = real.update;
    this.build = real.build;
    this.looks = computed(() => ({ ...real.looks.value, cannotCall: true }));
    this.colleagues.value = COLLEAGUES.map(({ name, roles }) => ({ id: this.newId(), name, roles }));
    this.begin(real.now());
  }

  /** Two matters of people who are made up: one that is over, with a check-in due, and one that isn't. */
  private begin(now: number): void {
    const [log, party] = [this.ids.make(now - 26 * HOUR), this.ids.make(now - 26 * HOUR)];
    const over = { safe_now: "yes", heat: "h1", types: ["space_seat"], place: "charging_spot", outcome: "agreement" };
    const open = { safe_now: "yes", heat: "h2", types: ["noise"], place: "main_room", outcome: "not_over" };
    this.write(now - 26 * HOUR, [
      {
        id: log,
        kind: "conflict",
        form: QUICK_LOG,
        values: { ...over, people: ["Maple", "River"], happened_at: toLocalTime(now - 26 * HOUR) },
      },
      { id: party, kind: "party", form: GUIDED_TALK, parent: log, values: { handle: "Maple" } },
      { kind: "follow_up", form: GUIDED_TALK, parent: party, values: { due: toLocalTime(now - HOUR) } },
    ]);
    this.write(now - HOUR, [
      { kind: "conflict", form: QUICK_LOG, values: { ...open, people: ["Clay", "Fern"], happened_at: toLocalTime(now - HOUR) } },
    ]);
  }

  async save(wanted: NewChange[], draft?: string): Promise<{ record: string }> {
    const record = this.write(this.now(), wanted);
    if (draft) this.drafts.value = this.drafts.value.filter((one) => one.id !== draft);
    return { record };
  }

  askForHelp(values: Values, about?: string): Promise<{ record: string }> {
    return this.save([{ kind: "escalation", form: ESCALATION, values, ...(about && { parent: about }) }]);
  }

  async keepDraft(draft: Draft): Promise<void> {
    this.drafts.value = [...this.drafts.value.filter((one) => one.id !== draft.id), draft];
  }

  async dropDraft(id: string): Promise<void> {
    this.drafts.value = this.drafts.value.filter((one) => one.id !== id);
  }

  async keepPrivate(record: string, field: string, value: Value): Promise<void> {
    this.alone.set(record, { ...this.alone.get(record), [field]: value });
  }

  readonly private = async (record: string): Promise<Values> => this.alone.get(record) ?? {};
  readonly mend = async (): Promise<void> => undefined; // no centre, nothing that it refuses
  readonly setLanguage: Phone["setLanguage"] = (language) => this.real.setLanguage(language);
  readonly setLooks = (looks: Partial<Looks>): void => this.real.setLooks(looks);
  readonly signIn: Phone["signIn"] = (...given) => this.real.signIn(...given);
  readonly setPin: Phone["setPin"] = (pin) => this.real.setPin(pin);
  readonly unlock: Phone["unlock"] = (pin) => this.real.unlock(pin);
  readonly lock = (): void => this.real.lock();
  readonly holdOpen = (): (() => void) => this.real.holdOpen();
  readonly newId = (): string => this.ids.make(this.now());
  readonly now = (): number => this.real.now();
  readonly centreNow = (): number => this.real.centreNow();
  readonly storage: Phone["storage"] = () => this.real.storage();
  readonly check: Phone["check"] = () => this.real.check();
  readonly takeUpdate = (): void => this.real.takeUpdate();

  private write(at: number, wanted: NewChange[]): string {
    const changes = wanted.map((one) => this.toChange(at, one));
    for (const change of changes) this.book.save(change, this.account.value?.name ?? "");
    this.records.value = this.book.records(this.centreNow()).map(toView);
    return (changes[0] as Change).record;
  }

  private toChange(at: number, { id, kind, form, values, record, parent }: NewChange): Change {
    const made = id ?? this.ids.make(at);
    return { id: made, record: record ?? made, kind, ...(parent && { parent }), stamp: this.clock.make(at), form, set: values };
  }
}

function toView({ id, kind, parent, root, mine, by, made, values, masked, care, history }: Known): RecordView {
  return { id, kind, parent, root, mine, by, made, values, masked, care, history, state: "saved", safeAt: null, mend: null };
}

/** Nobody is told of one: it says so for as long as it stands. */
function toAsks(records: RecordView[]): Ask[] {
  const asked = records.filter((one) => one.kind === "escalation" && !isWithdrawn(one, records));
  return asked.map(({ id, made }) => ({ record: id, asked: made, state: "not_sent" as const, taken: null, by: null, locked: false }));
}

/** The phone behind the screens: opens the vault, keeps drafts and saves, sends and reads. See contract.ts. */
import { batch, signal } from "@preact/signals";
import type {
  Ask,
  Draft,
  Language,
  Looks,
  NewChange,
  OnCall,
  Person,
  Phone,
  RecordView,
  SignInAnswer,
  Standing,
  UnlockAnswer,
} from "./contract";
import { Book, type Entry } from "./core/book";
import { Clock } from "./core/clock";
import { Ids } from "./core/ids";
import { settingsOf } from "./core/own";
import { mend, type Mended } from "./core/mend";
import { isTaking } from "./core/taken";
import type { Change, Value, Values } from "./core/types";
import { listFindings, measureStorage } from "./device";
import { deliver } from "./sync/deliver";
import { enrol, type Enrolment } from "./sync/enrol";
import { renewBearer } from "./sync/renew";
import { openPage } from "./sync/page";
import { Schedule } from "./sync/schedule";
import type { Page, SyncAnswer } from "./sync/wire";
import { askToBeWoken, listen, takeUpdate, update } from "./sync/worker";
import { random } from "./vault/bytes";
import type { ServerKey, Signer } from "./vault/crypto";
import { getOpen, openDatabase, setOpen, type Database, type Saved } from "./vault/database";
import { Desk, type Around } from "./vault/desk";
import { isOff, isTooLate, isWaiting, keepSaved, uniteStores } from "./vault/envelopes";
import { openBody, sealSave } from "./vault/save";
import { dropOldPrivate, forget } from "./vault/gone";
import { createLock, findPinFault, keepSession, openLock, type Opened } from "./vault/lock";
import { SealedPapers } from "./vault/papers";
import { keepPage, pressTogether, readReceived } from "./vault/received";
import { countTry, keepTries, readTries } from "./vault/tries";
import { Watch } from "./vault/watch";
import { firstLanguage, readLanguage, readLooks, writeLanguage, writeLooks } from "./looks";
import { isSetting, own, takeOwn, toOnCall } from "./practice/own";
import { toLocalTime } from "./screens/logs";
import { toAsks, toViews } from "./views";

declare const __BUILD__: string;

const ESCALATION = "escalation@1";
const ENROLLED = "enrolled";
/** Sending waits this long after a save: the tick is drawn first. */
const TICK_MS = 100;

class Engine implements Phone {
  /** Guessed from the first moment on, so that nobody looks at nothing while the database opens. */
  readonly standing = signal<Standing>(localStorage.getItem(ENROLLED) === null ? "signed_out" : "locked");
  readonly language = signal<Language>(readLanguage());
  readonly looks = signal(readLooks());
  readonly account = signal<Person | null>(null);
  readonly centre = signal<{ id: string; name: string; zone: string } | null>(null);
  readonly colleagues = signal<Person[]>([]);
  readonly onCall = signal<OnCall | null>(null);
  readonly records = signal<RecordView[]>([]);
  private readonly at = (): { database: Database; key: CryptoKey } => ({ database: this.database, key: this.vault().dataKey });
  private readonly desk = new Desk(this.at);
  readonly drafts = this.desk.drafts;
  readonly cuts = this.desk.cuts;
  readonly papers = new SealedPapers(this.at);
  readonly asks = signal<Ask[]>([]);
  readonly signal = signal<"unknown" | "yes" | "no">("unknown");
  readonly update = update;
  private readonly watch = new Watch(() => this.lock());
  readonly curtain = this.watch.curtain;
  readonly build = __BUILD__;

  private database!: Database;
  private opened: Opened | null = null;
  private enrolment: Enrolment | null = null;
  private book = new Book();
  private cursor = "";
  private to: ServerKey | undefined;
  private spare: string | undefined;
  private offset = 0;
  readonly saves = new Map<string, Saved>();
  readonly envelopeOf = new Map<string, string>();
  private mends = new Map<string, { field: string; sentence: string }>();
  private flying = new Set<string>();
  private retry = true;
  private readonly ids = new Ids(random);
  private readonly clock = new Clock([...random(8)].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  private readonly schedule = new Schedule(
    () => this.drain(),
    () => document.visibilityState === "visible",
  );
  private tell = (): void => undefined;
  readonly ready = this.start().catch(() => void (this.standing.value = "unsupported"));

  private async start(): Promise<void> {
    const enrolled = localStorage.getItem(ENROLLED) !== null;
    if (!enrolled && (await listFindings()).some((finding) => finding.needed && !finding.ok)) throw new Error("unsupported");
    this.database = await openDatabase();
    void dropOldPrivate(this.database, Date.now());
    this.tell = listen(() => void this.reload());
    const [onCall, offset, lock] = await Promise.all([
      getOpen(this.database, "onCall"),
      getOpen(this.database, "offset"),
      getOpen(this.database, "lock"),
      this.reload(),
    ]);
    this.onCall.value = (onCall as OnCall | undefined) ?? null;
    this.offset = offset ?? 0;
    const lost = !lock && (this.saves.size > 0 || enrolled);
    this.standing.value = lock ? "locked" : lost ? "wiped" : "signed_out";
    for (const kind of ["online", "focus"]) addEventListener(kind, () => this.schedule.wake());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.schedule.wake());
    if (this.saves.size > 0) this.schedule.wake();
  }

  readonly setLanguage = (language: Language): void => void (this.language.value = writeLanguage(language));

  setLooks(looks: Partial<Looks>): void {
    this.looks.value = writeLooks({ ...this.looks.value, ...looks });
  }

  async signIn(name: string, password: string, centre?: string): Promise<SignInAnswer> {
    await this.ready;
    if (this.standing.value === "unsupported") return { ok: false, code: "refused", sentence: "" };
    const answer = await enrol(name, password, centre, this.language.value);
    if (!answer.ok) return answer;
    const { keys, settings, now } = answer.enrolled;
    this.enrolment = answer;
    await setOpen(this.database, "spare", answer.spare);
    await setOpen(this.database, "keys", keys);
    this.to = keys[0];
    await this.keepOnCall(settings.on_call);
    await this.keepTime(now);
    this.standing.value = "set_pin";
    return { ok: true };
  }

  async setPin(pin: string): Promise<"short" | "common" | null> {
    const fault = findPinFault(pin);
    if (fault || !this.enrolment) return fault;
    const { enrolled, signer } = this.enrolment;
    const { account, centre, device, bearer, colleagues } = enrolled;
    const session = { account, centre, device, bearer, colleagues };
    const opened = await createLock(this.database, pin, session, signer.signer, signer.private);
    this.enrolment = null;
    await keepTries(this.database, { wrong: 0, until: 0 });
    await this.database.clear("pages");
    localStorage.setItem(ENROLLED, "1");
    void navigator.storage?.persist?.().catch(() => false);
    await this.unlocked(opened);
    return null;
  }

  async unlock(pin: string): Promise<UnlockAnswer> {
    await this.ready;
    const { until } = await readTries(this.database);
    if (Date.now() < until) return { ok: false, wrong: false, waitUntil: until };
    const counted = await countTry(this.database, Date.now());
    const lock = await getOpen(this.database, "lock");
    const opened = lock ? await openLock(lock, pin) : null;
    if (!opened) return { ok: false, wrong: true, waitUntil: counted.until || null };
    await keepTries(this.database, { wrong: 0, until: 0 });
    await this.unlocked(opened);
    return { ok: true };
  }

  readonly lock = (): void => location.reload();
  readonly keepDraft = (draft: Draft): Promise<void> => this.desk.keep(draft);
  readonly dropDraft = (id: string): Promise<void> => this.desk.drop(id);

  save(wanted: NewChange[], draft?: string, goesOn?: Draft): Promise<{ record: string }> {
    return this.keep(
      wanted.map((one) => this.toChange(one)),
      { draft, goesOn },
    );
  }

  async mend(mended: Mended, draft: string): Promise<void> {
    const here = new Set(this.book.changesOf(mended.record).map(({ change }) => this.envelopeOf.get(change.id)));
    const refused = [...this.saves.values()].filter(({ id, receipt }) => here.has(id) && receipt?.code === "bad_answer");
    const opened = await Promise.all(refused.map((saved) => openBody(this.vault().dataKey, saved)));
    const changes = mend(opened.flat(), mended, this.clock.make(Date.now()));
    await this.keep(changes, { draft, instead: refused.map(({ id }) => id) });
  }

  private async keep(changes: Change[], { draft, goesOn, instead = [] }: Around): Promise<{ record: string }> {
    const { signer, session, dataKey } = this.vault();
    const saved = await this.seal(changes, signer, dataKey);
    await this.desk.keepSaved(saved, changes, { draft, goesOn, instead });
    batch(() => {
      this.book.forget([...this.envelopeOf].filter(([, id]) => instead.includes(id)).map(([change]) => change));
      for (const id of instead) this.saves.delete(id);
      this.take(saved, changes, session.account.name);
      if (draft) this.desk.forget(draft);
      this.draw();
    });
    if (changes.some((one) => isOff(one) || isTaking({ change: one, order: "" }))) await this.reload();
    setTimeout(() => this.schedule.wake(), TICK_MS);
    void askToBeWoken();
    return { record: (changes[0] as Change).record };
  }

  askForHelp(values: Values, about?: string): Promise<{ record: string }> {
    if (!this.opened) return this.askLocked();
    return this.save([{ kind: "escalation", form: ESCALATION, values, ...(about && { parent: about }) }]);
  }

  private async seal(changes: Change[], signer: Signer, dataKey?: CryptoKey): Promise<Saved> {
    this.to ??= (await getOpen(this.database, "keys"))?.[0];
    if (!this.to) throw new Error("no server key");
    return sealSave({ id: this.newId(), changes, seen: this.cursor || null, now: this.centreNow() }, this.to, signer, dataKey);
  }

  private async askLocked(): Promise<{ record: string }> {
    await this.ready;
    const signer = await getOpen(this.database, "spare");
    const change = this.toChange({ kind: "escalation", form: ESCALATION, values: { learned_at: toLocalTime(Date.now()) } });
    if (!signer) throw new Error("signed out");
    const saved = await this.seal([change], signer);
    await keepSaved(this.database, saved, [change]);
    await this.reload();
    this.schedule.wake();
    return { record: change.record };
  }

  readonly holdOpen = (): (() => void) => this.watch.hold();
  readonly keepPrivate = (record: string, field: string, value: Value): Promise<void> => this.desk.keepPrivate(record, field, value);
  readonly private = (record: string): Promise<Values> => this.desk.private(record);
  readonly newId = (): string => this.ids.make(Date.now());
  readonly now = (): number => Date.now();
  readonly centreNow = (): number => Date.now() + this.offset;

  async storage(): Promise<Awaited<ReturnType<Phone["storage"]>>> {
    const waiting = [...this.saves.values()].filter((saved) => saved.receipt === null).length;
    const lastContact = (await getOpen(this.database, "contact")) ?? null;
    return { ...(await measureStorage()), waiting, lastContact };
  }

  readonly check = listFindings;
  readonly takeUpdate = (): void => void takeUpdate();

  /** One turn of sending and reading. Answers whether something still waits for the centre or for a human. */
  private async drain(): Promise<boolean> {
    const turn = async (lock: unknown): Promise<void> => {
      if (lock === null) return;
      let more = true;
      while (more) more = await this.exchange();
    };
    if (navigator.locks) await navigator.locks.request("drain", { ifAvailable: true }, turn);
    else await turn(true);
    const waits = [...this.saves.values()].some((saved) => saved.receipt === null || isWaiting(saved));
    return waits || this.signal.value === "no";
  }

  /** One round trip; answers whether another should follow at once. */
  private async exchange(): Promise<boolean> {
    const session = this.opened?.session;
    const reading = session?.bearer ? { bearer: session.bearer, cursor: this.cursor, language: this.language.value } : null;
    const waiting = [...this.saves.values()];
    if (!reading && !waiting.some((saved) => saved.receipt === null || isWaiting(saved))) return false;
    this.fly(waiting.filter((saved) => saved.receipt === null).map((saved) => saved.id));
    const { answer, sent } = await deliver(this.database, waiting, reading, this.retry);
    this.fly([]);
    this.signal.value = answer.is === "no_signal" ? "no" : "yes";
    if (answer.is === "refused" && answer.status === 401 && this.opened) return this.renew(this.opened);
    if (answer.is !== "ok") return false;
    this.retry = false;
    await this.takeAnswer(answer.body);
    if (sent.length > 0) this.tell();
    const left = [...this.saves.values()].filter((saved) => saved.receipt === null).length;
    return Boolean(answer.body.page?.more) || (sent.length > 0 && left > 0 && left < waiting.length);
  }

  private async takeAnswer(answer: SyncAnswer): Promise<void> {
    await this.keepTime(answer.now);
    for (const { id, field, sentence } of answer.mend) this.mends.set(id, { field, sentence });
    if (answer.page && this.opened) await this.takePage(answer.page, this.opened);
    await this.reload();
    if (!answer.page || answer.page.more || answer.forget.length === 0) return; // what takes their place is read first
    await this.desk.dropAbout(await forget(this.database, answer.forget, this, this.book));
    this.draw();
  }

  private async takePage(page: Page, { dataKey }: Opened): Promise<void> {
    const came = await openPage(page);
    if (!came) return;
    const entries = this.book.clean(came);
    for (const entry of entries) this.applyEntry(entry);
    await this.desk.takeOut(this.book.listTaken());
    await keepPage(this.database, dataKey, { entries, cursor: page.cursor }, this.book);
    this.cursor = page.cursor;
    if (entries.some(isSetting)) await this.keepOnCall(settingsOf(this.book.records(this.centreNow())));
  }

  private applyEntry(entry: Entry): void {
    this.book.apply(entry);
    if (entry.e === "change") this.clock.see(entry.change.stamp, Date.now());
  }

  private async renew(opened: Opened): Promise<boolean> {
    const bearer = await renewBearer(opened.signer);
    opened.session = { ...opened.session, bearer: bearer ?? "" };
    await keepSession(this.database, opened);
    return bearer !== null;
  }

  private async unlocked(opened: Opened): Promise<void> {
    const { entries, cursor } = await readReceived(this.database, opened.dataKey);
    this.opened = opened;
    this.spare = (await getOpen(this.database, "spare"))?.name;
    this.cursor = cursor;
    for (const entry of entries) this.applyEntry(entry);
    await pressTogether(this.database, opened.dataKey, { entries: this.book.toEntries(), cursor });
    for (const saved of this.saves.values()) await this.openSaved(saved, opened);
    const drafts = await this.desk.read();
    batch(() => {
      this.account.value = opened.session.account;
      this.centre.value = opened.session.centre;
      this.colleagues.value = opened.session.colleagues;
      this.drafts.value = drafts;
      this.draw();
      this.standing.value = "open";
    });
    this.watch.start();
    this.schedule.wake();
  }

  private async openSaved(saved: Saved, opened: Opened): Promise<void> {
    if (saved.bare && saved.envelope.signer === this.spare) this.take(saved, [saved.bare], opened.session.account.name);
    if (saved.body) this.take(saved, await openBody(opened.dataKey, saved), opened.session.account.name);
  }

  /** Reads the log again: receipts may have been written by the service worker or another tab. */
  private async reload(): Promise<void> {
    for (const saved of await uniteStores(this.database)) {
      if (this.opened && !this.saves.has(saved.id)) await this.openSaved(saved, this.opened);
      this.saves.set(saved.id, saved);
    }
    this.draw();
  }

  private take(saved: Saved, changes: Change[], by: string): void {
    this.saves.set(saved.id, saved);
    for (const change of changes) {
      this.book.save(change, by);
      this.envelopeOf.set(change.id, saved.id);
    }
  }

  private draw(): void {
    batch(() => {
      this.book.leaveOut([...this.envelopeOf].filter(([, id]) => isTooLate(this.saves.get(id))).map(([change]) => change));
      const known = this.book.records(this.centreNow());
      if (takeOwn(known)) this.language.value = firstLanguage(own.value["language"]);
      const log = { saves: this.saves, envelopeOf: this.envelopeOf, flying: this.flying, mends: this.mends };
      this.records.value = toViews(known, log);
      this.asks.value = toAsks([...this.saves.values()], known);
    });
  }

  private fly(ids: string[]): void {
    this.flying = new Set(ids);
    this.draw();
  }

  private toChange(wanted: NewChange): Change {
    const { kind, form, values, record, parent } = wanted;
    const id = wanted.id ?? this.ids.make(Date.now());
    return { id, record: record ?? id, kind, ...(parent && { parent }), stamp: this.clock.make(Date.now()), form, set: values };
  }

  private async keepOnCall(numbers: Record<string, unknown>): Promise<void> {
    this.onCall.value = toOnCall(numbers);
    await setOpen(this.database, "onCall", { ...this.onCall.value });
  }

  private async keepTime(now: number): Promise<void> {
    this.offset = now - Date.now();
    await setOpen(this.database, "offset", this.offset);
  }

  private vault(): Opened {
    if (!this.opened) throw new Error("locked");
    return this.opened;
  }
}

/** Starts the phone; `standing` tells how far it came. */
export function createPhone(): Phone {
  return new Engine();
}

/** The vault's lock: made with the first PIN, opened by it. What it guards is held in memory alone while open. */
import type { Enrolled } from "../sync/wire";
import { random, type Bytes } from "./bytes";
import { createDataKey, createDeviceKey, deriveKey, importSigner, open, seal, unwrap, wrap, type Signer } from "./crypto";
import { getOpen, setOpen, type Database, type Lock } from "./database";

const COMMON = new Set(["123456", "654321", "123123", "121212", "112233", "123321", "159753", "147258", "696969", "101010", "789456"]);

/** Who is signed in on this phone and how it reads: known while unlocked only. */
export type Session = Pick<Enrolled, "account" | "centre" | "device" | "bearer" | "colleagues">;

export interface Opened {
  dataKey: CryptoKey;
  signer: Signer;
  session: Session;
}

/** Why this PIN is no good, or null: at least six digits, none that everybody tries first. */
export function findPinFault(pin: string): "short" | "common" | null {
  if (!/^\d{6,12}$/.test(pin)) return "short";
  const steps = [...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i]));
  const even = steps.every((step) => step === steps[0]) && Math.abs(steps[0] ?? 9) <= 1;
  return even || COMMON.has(pin) ? "common" : null;
}

/** Seals a fresh enrolment under a fresh data key that only this PIN on this device opens. */
export async function createLock(database: Database, pin: string, session: Session, signer: Signer, pkcs8: Bytes): Promise<Opened> {
  const [dataKey, device, salt] = [await createDataKey(), await createDeviceKey(), random(16)];
  const lock: Lock = {
    salt,
    device,
    wrapped: await wrap(await deriveKey(pin, salt, device), dataKey),
    signer: await seal(dataKey, "signer", [...pkcs8]),
    signerName: signer.name,
    signerPublic: signer.public,
    session: await seal(dataKey, "session", session),
  };
  await setOpen(database, "lock", lock);
  return { dataKey, signer, session };
}

/** What the PIN opens; null for a wrong one. */
export async function openLock(lock: Lock, pin: string): Promise<Opened | null> {
  const dataKey = await unwrap(await deriveKey(pin, lock.salt, lock.device), lock.wrapped);
  if (!dataKey) return null;
  const pkcs8 = Uint8Array.from(await open<number[]>(dataKey, "signer", lock.signer));
  const signer = { name: lock.signerName, public: lock.signerPublic, key: await importSigner(pkcs8) };
  return { dataKey, signer, session: await open<Session>(dataKey, "session", lock.session) };
}

/** Keeps a session that altered, such as a renewed bearer. */
export async function keepSession(database: Database, opened: Opened): Promise<void> {
  const lock = await getOpen(database, "lock");
  if (lock) await setOpen(database, "lock", { ...lock, session: await seal(opened.dataKey, "session", opened.session) });
}

/** One save: its changes in one envelope, sealed and signed, and the same under the data key where one is at hand. */
import type { Change } from "../core/types";
import { deflate, toBytes } from "./bytes";
import { open, seal, sealEnvelope, type ServerKey, type Signer } from "./crypto";
import type { Saved } from "./database";

declare const __BUILD__: string;

export interface Save {
  id: string;
  changes: Change[];
  /** The cursor up to which this phone had read. */
  seen: string | null;
  /** The centre's clock, ms. */
  now: number;
}

/**
 * Without a data key (a locked phone) there is nothing to keep but the time: the change may lie open, `bare`. Of what
 * a client answered alone only the envelope is kept: it is nobody's to look up.
 */
export async function sealSave({ id, changes, seen, now }: Save, to: ServerKey, signer: Signer, dataKey?: CryptoKey): Promise<Saved> {
  const plain = JSON.stringify({ app: __BUILD__, seen, changes });
  const [envelope, body] = await Promise.all([
    sealEnvelope(deflate(toBytes(plain)), id, to, signer),
    dataKey && !changes.some(({ kind }) => kind === "slip") ? seal(dataKey, `envelopes ${id}`, changes) : null,
  ]);
  const asked = changes.find((change) => change.kind === "escalation" && change.id === change.record);
  const ask = asked ? { record: asked.record, asked: now, taken: null } : null;
  return { id, envelope, body, receipt: null, ask, ...(!dataKey && changes[0] && { bare: changes[0] }) };
}

/** Its changes; none where another vault sealed them, or only the second store has it. */
export async function openBody(dataKey: CryptoKey, { id, body }: Saved): Promise<Change[]> {
  return body ? open<Change[]>(dataKey, `envelopes ${id}`, body).catch(() => []) : [];
}

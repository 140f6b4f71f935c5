/** A phone's first sign-in (docs/sync-protocol.md §3): it sends the public halves of both its signing keys. */
import type { Language, SignInAnswer } from "../contract";
import { createSigner, createVaultSigner, type Signer } from "../vault/crypto";
import { post } from "./transport";
import type { Enrolled } from "./wire";

export interface Enrolment {
  enrolled: Enrolled;
  signer: Awaited<ReturnType<typeof createVaultSigner>>;
  spare: Signer;
}

export async function enrol(
  name: string,
  password: string,
  centre: string | undefined,
  language: Language,
): Promise<Exclude<SignInAnswer, { ok: true }> | ({ ok: true } & Enrolment)> {
  const [signer, spare] = await Promise.all([createVaultSigner(), createSigner()]);
  const body = { v: 1, name, password, vault_key: signer.signer.public, spare_key: spare.public, label: "", ...(centre && { centre }) };
  const answer = await post<Enrolled>("/api/enrol", body, undefined, language);
  if (answer.is === "ok") return { ok: true, enrolled: answer.body, signer, spare };
  if (answer.is === "no_signal") return { ok: false, code: "no_signal", sentence: "" };
  const known = ["wrong_sign_in", "choose_centre", "slow_down"] as const;
  const code = known.find((one) => one === answer.code) ?? "refused";
  return { ok: false, code, sentence: answer.sentence, centres: answer.body["centres"] as { id: string; name: string }[] };
}

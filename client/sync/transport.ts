/** Talking to the centre. Anything but our own JSON with our own header means: no signal. docs/sync-protocol.md §1. */

const TIMEOUT_MS = 20_000;

export type Answer<Body> =
  | { is: "ok"; body: Body }
  | { is: "refused"; status: number; code: string; sentence: string; body: Record<string, unknown> }
  | { is: "no_signal" };

export async function post<Body>(path: string, body: unknown, bearer?: string, language?: string): Promise<Answer<Body>> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (bearer) headers["Authorization"] = `Bearer ${bearer}`;
  if (language) headers["Accept-Language"] = language;
  try {
    const response = await fetch(path, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.headers.get("Peerpwa") !== "1") return { is: "no_signal" };
    const answer = await response.json();
    if (response.ok) return { is: "ok", body: answer as Body };
    const error = answer.error as { code: string; sentence: string };
    return { is: "refused", status: response.status, code: error.code, sentence: error.sentence, body: answer.error };
  } catch {
    return { is: "no_signal" };
  }
}

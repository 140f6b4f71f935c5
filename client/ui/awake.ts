import { useEffect } from "preact/hooks";

/** Keeps the screen on while what uses it is there, where the browser can; asked for again whenever it is shown again. */
export function useAwake(): void {
  useEffect(() => {
    let held: WakeLockSentinel | undefined;
    let ended = false;
    const ask = (): void => {
      if (document.visibilityState !== "visible") return;
      navigator.wakeLock?.request("screen").then(
        (lock) => (ended ? void lock.release() : (held = lock)),
        () => undefined, // a low battery may refuse it: all works the same without
      );
    };
    ask();
    document.addEventListener("visibilitychange", ask);
    return () => {
      ended = true;
      document.removeEventListener("visibilitychange", ask);
      void held?.release();
    };
  }, []);
}

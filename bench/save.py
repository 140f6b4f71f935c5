"""From the tap on save to the tick, at 4× CPU: against 100 ms, and against a bare strict write of the same size."""

from bench.phone import FREE, a_server_and_phones, middle
from bench.run import Row
from tests.browser.hand import quick_log, sign_in

SAVES = 15
WRITE = """new Promise((done, fail) => {
  const opened = indexedDB.open('floor', 1);
  opened.onupgradeneeded = () => opened.result.createObjectStore('s');
  opened.onerror = fail;
  opened.onsuccess = () => {
    const began = performance.now();
    const written = opened.result.transaction('s', 'readwrite', {durability: 'strict'});
    written.objectStore('s').put(crypto.getRandomValues(new Uint8Array(1500)), began);
    written.oncomplete = () => { const took = performance.now() - began; opened.result.close(); done(took); };
  };
})"""


def run() -> list[Row]:
    """Two rows; medians of fifteen saves."""
    saves, writes = [], []
    with a_server_and_phones() as (server, make):
        phone = make("save")
        sign_in(phone, server, "ama")
        phone.hold_back(FREE)
        for _ in range(SAVES):
            quick_log(phone)
            saves.append(phone.time_tap("[data-code=save]", "[data-screen=saved] .state-card[data-state]"))
            writes.append(float(phone.run(WRITE)))
            phone.tap("[data-code=done]")
            phone.wait("[data-screen=home]")
        phone.close()
    took = middle(saves)
    return [
        Row("tap on save to the tick, 4× CPU", took, "what was asked", 100.0, 1.0),
        Row("tap on save to the tick, 4× CPU", took, "a strict write of 1.5 kB", middle(writes), 20.0),
    ]

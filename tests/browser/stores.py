"""What lies in a phone's stores, as far as its sealed rows tell it: how long they are."""

import time

from tests.browser.drivers import WAIT, Chromium

ROWS = """new Promise((done) => { const asked = indexedDB.open('ground'); asked.onsuccess = () => {
  const rows = asked.result.transaction(STORE).objectStore(STORE).getAll();
  rows.onsuccess = () => { asked.result.close(); done(rows.result); };
}; })"""
SIZES = ".then((rows) => rows.map((row) => (row.body ?? row.sealed).byteLength))"
ALL_ANSWERED = ".then((rows) => rows.every((row) => row.receipt !== null))"


def sizes(phone: Chromium, store: str) -> list[int]:
    """How long each sealed row of a store is: as many bytes as what it seals, and a fixed rest."""
    return list(phone.run(ROWS.replace("STORE", repr(store)) + SIZES))


def type_and_keep(phone: Chromium, css: str, text: str) -> None:
    """Types, and goes on once the draft that holds it is kept: a key is kept in the task after it."""
    before = sum(sizes(phone, "drafts"))
    phone.type(css, text)
    wait_till_kept(phone, before + len(text))


def wait_till_kept(phone: Chromium, least: int) -> None:
    """Until the drafts together are so long."""
    end = time.monotonic() + WAIT
    while sum(sizes(phone, "drafts")) < least:
        assert time.monotonic() < end, f"never {least} bytes of drafts"
        phone.pause()


def wait_till_sent(phone: Chromium) -> None:
    """Until the centre answered for every save."""
    phone.wait_for(ROWS.replace("STORE", "'envelopes'") + ALL_ANSWERED)

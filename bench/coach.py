"""A keystroke in a text of 800 characters with the word coach, at 4× CPU: against 5 ms, and a bare handler that counts.

The coach looks when the hand rests, so that a keystroke and its look are timed apart: neither may hold up the next key.
"""

import json
from statistics import quantiles
from typing import Any

from bench.phone import FREE, Phone, a_server_and_phones, middle
from bench.run import Row
from tests.browser.hand import quick_log, sign_in
from tests.server import ROOT
from tests.vectors import load_vectors

LONG, KEYS, REST, ASKED = 800, 120, 60, 5.0
BARE = """(() => {
  const box = document.body.appendChild(document.createElement('textarea'));
  const count = document.body.appendChild(document.createElement('p'));
  box.id = 'bare';
  box.addEventListener('input', () => { count.textContent = `${[...box.value].length}`; });
})()"""
TYPED = """(async () => {
  const box = document.querySelector(BOX);
  const rest = () => new Promise((done) => setTimeout(done, REST));
  const took = [];
  for (let i = 0; i < KEYS; i += 1) {
    await rest();
    box.value = TEXT.slice(0, LONG - (i % 5));
    const began = performance.now();
    box.dispatchEvent(new InputEvent('input', {bubbles: true}));
    for (let n = 0; n < 5; n += 1) await null; // drawing waits for one of these turns
    took.push(performance.now() - began);
  }
  return took;
})()"""
LOOKED = """import(CHUNK).then((coach) => {
  const around = {language: 'en', flags: [], types: [], handles: ['Heron', 'Cedar'], safe: []};
  const took = [];
  for (let i = 0; i < KEYS; i += 1) {
    const text = TEXT.slice(0, LONG - (i % 5));
    const began = performance.now();
    coach.findHints(text, around);
    coach.findPrivate(text, around.handles);
    coach.findUneven(text, around.handles, around);
    took.push(performance.now() - began);
  }
  return took;
})"""


def run() -> list[Row]:
    """Medians and 95th percentiles of 120 keys, and of 120 looks."""
    with a_server_and_phones() as (server, make):
        phone = make("coach")
        sign_in(phone, server, "ama")
        quick_log(phone)
        phone.tap("[data-screen=look] [data-code=saw]")
        phone.type("textarea", "Heron was aggressive.")
        phone.wait(".coached .chip")
        phone.run(BARE)
        phone.hold_back(FREE)
        bare = _time(phone, TYPED, BOX="#bare")
        typed = _time(phone, TYPED, BOX=".fields textarea")
        [chunk] = [url for url in _built()["precache"] if "/coach-" in url]
        looked = _time(phone, LOOKED, CHUNK=chunk)
        phone.close()
    return [
        Row("a key, 800 signs, 4× CPU, median", middle(typed), "what was asked", ASKED, 1.0),
        Row("a key, 800 signs, 4× CPU, 95th percentile", _late(typed), "what was asked", ASKED, 1.0),
        Row("the coach's look, 800 signs, median", middle(looked), "what was asked", ASKED, 1.0),
        Row("the coach's look, 800 signs, 95th", _late(looked), "what was asked", ASKED, 1.0),
        Row(
            "a key, 800 signs, 4× CPU, median",
            middle(typed),
            "a bare handler that counts",
            middle(bare),
            20.0,
        ),
    ]


def _text() -> str:
    """Full of hits: the sentences of the entries, one after another."""
    return " ".join(load_vectors("coach")["entries"].values())


def _time(phone: Phone, script: str, **names: str) -> list[float]:
    given: dict[str, Any] = {**names, "TEXT": _text(), "LONG": LONG, "KEYS": KEYS, "REST": REST}
    for name, value in given.items():
        script = script.replace(name, json.dumps(value))
    return [float(one) for one in phone.run(script)]


def _late(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


def _built() -> Any:
    return json.loads((ROOT / "static" / "build" / "manifest.json").read_text("utf-8"))

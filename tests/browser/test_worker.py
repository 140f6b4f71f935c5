"""For the worker: a second view, corrections, words taken out, “Not now”, and what stays on the phone."""

from collections.abc import Callable

from tests.browser.drivers import Chromium
from tests.browser.hand import (
    LINE,
    add_names_and_a_line,
    enter_pin,
    quick_log,
    save,
    sign_in,
    unlock,
    wait_for_record,
)
from tests.browser.stores import sizes
from tests.server import Server

MINE = "[data-screen=mine] > main > .lines .line"
WATCH = """(() => {
  globalThis.puts = new Map();
  const {put} = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function(...row) {
    puts.set(this.transaction, (puts.get(this.transaction) ?? new Set()).add(this.name));
    return put.apply(this, row);
  };
})()"""
SECOND = "caches.open('envelopes').then((cache) => cache.keys()).then((kept) => kept.length)"


def open_record(phone: Chromium, place: str) -> None:
    phone.run("location.hash = '#/'")
    phone.wait("[data-screen=home]")
    phone.page.locator(".line.room", has_text=place).first.click()
    phone.wait("[data-screen=record] .answers")


def open_a_log_with_a_line(phone: Chromium) -> None:
    """One of my own, safe at the centre."""
    quick_log(phone)
    add_names_and_a_line(phone, ["Heron"], LINE)
    save(phone)
    phone.wait(".state-card[data-state=safe]")
    phone.run("location.hash = '#/mine'")
    phone.tap(MINE)


def test_who_saw_it_too_adds_a_view_and_both_heats_are_kept(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    ben = chromium("ben")
    sign_in(ben, server, "ben")
    open_record(ben, "Quiet room")
    ben.tap("[data-code=saw_too]")
    ben.tap("[data-screen=view] [data-code=h2]")
    ben.tap("[data-screen=view] [data-code=none]")
    assert not ben.run("document.querySelector('[data-field=concerns]') !== null")
    ben.type("textarea", "It was louder near the door.")
    ben.tap("[data-code=save]")
    ben.wait("[data-kind=view] [data-state=safe]")
    assert "Raised to Heated" in ben.text(".answers")
    luc, sol = server.phone("luc"), server.phone("sol")
    for phone in (luc, sol):
        phone.sync()
    views = [next(r["set"] for r in phone.held().values() if r["kind"] == "view") for phone in (luc, sol)]
    assert views[0] == {"heat": "h2"}
    assert views[1] == {"heat": "h2", "flags": ["none"], "saw": "It was louder near the door."}


def test_who_saw_a_concern_about_a_worker_says_who_and_that_worker_learns_nothing(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    ben = chromium("ben")
    sign_in(ben, server, "ben")
    open_record(ben, "Quiet room")
    ben.tap("[data-code=saw_too]")
    ben.page.locator("[data-screen=view] .group > button", has_text="worker").click()
    ben.tap("[data-screen=view] [data-code=staff_conduct]")
    ben.wait("[data-field=concerns]")
    assert "They will not see this." in ben.text("[data-field=concerns]")
    ben.page.locator("[data-field=concerns] button", has_text="Luc").click()
    ben.tap("[data-code=save]")
    ben.wait("[data-kind=view] [data-state=safe]")
    luc, sol = server.phone("luc"), server.phone("sol")
    for phone in (luc, sol):
        phone.sync()
    (view,) = (r for r in sol.held().values() if r["kind"] == "view")
    assert view["set"]["flags"] == ["staff_conduct"] and len(view["set"]["concerns"]) == 1
    assert view["root"] not in luc.held() and view["root"] in sol.held()


def test_after_a_day_a_correction_is_asked_for_and_stands_beside(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    ben = chromium("ben")
    sign_in(ben, server, "ben")
    open_record(ben, "Main room")
    assert not ben.run("document.querySelector('[data-code=change]') !== null")
    ben.tap("[data-code=correction]")
    ben.type("textarea", "It was the other bag.")
    ben.tap("[data-code=save]")
    ben.wait("[data-kind=note] [data-state=safe]")
    assert "written later" in ben.text("[data-kind=note]")
    sol = server.phone("sol")
    sol.sync()
    notes = [r["set"] for r in sol.held().values() if r["kind"] == "note"]
    assert notes == [{"sort": "correction", "text": "It was the other bag."}]


def test_a_change_that_came_too_late_says_so_in_words_and_leads_to_a_correction(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ben")
    open_record(phone, "Main room")
    log = phone.run("location.hash").rpartition("/")[2]
    phone.run(f"location.hash = '#/log/{log}'")  # the draft of a change that was begun the day before
    phone.tap("[data-screen=look] [data-code=place]")
    phone.tap("[data-code=washroom]")
    phone.wait("[data-screen=look]")
    save(phone)
    phone.wait(".state-card[data-state=attention]")
    for text in ("Still kept here.", "Where?", "A day has passed, so the first answer stands."):
        phone.wait_for(f"document.querySelector('.state-card').innerText.includes({text!r})")
    phone.page.evaluate("localStorage.setItem('language', 'fr')")
    server.kill()
    phone.page.reload()
    unlock(phone)
    phone.run(f"location.hash = '#/record/{log}'")
    phone.wait(".state-card[data-state=attention]")
    phone.wait_for("document.querySelector('.state-card').innerText.includes('Un jour a passé')")
    assert "Salle principale" in phone.text(".answers") and "Toilettes" not in phone.text(".answers")
    phone.press("summary")
    assert "Toilettes" in phone.text("li:has([data-refused])")
    assert not phone.run("document.querySelector('[data-code=change]') !== null")
    phone.tap("[data-code=correct]")
    phone.type("textarea", "C'était aux toilettes.")
    phone.tap("[data-code=save]")
    phone.wait("[data-kind=note]")
    assert not phone.run("document.querySelector('[data-state=attention]') !== null")
    server.start()


def test_words_taken_out_are_gone_at_once_also_from_what_is_sealed(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    open_a_log_with_a_line(phone)
    phone.tap("[data-code=take_out]")
    before = {store: sizes(phone, store) for store in ("envelopes", "pages")}
    phone.tap("[data-screen=take_out] [data-code=saw]")
    server.kill()
    phone.run(WATCH)
    phone.tap("[data-screen=take_out] [data-code=asked]")
    phone.wait_for("document.querySelector('[role=status]').innerText.includes('gone')")
    assert phone.run("[...puts.values()].map(names => [...names].sort().join())") == ["envelopes,pages"]
    for store, old in before.items():
        new = sizes(phone, store)
        assert any(one - other > len(LINE) for one, other in zip(old, new, strict=False)), (store, old, new)
    phone.page.reload()
    unlock(phone)
    phone.run("location.hash = '#/mine'")
    phone.tap(MINE)
    phone.press("summary")
    text = phone.text("[data-screen=record]")
    assert "Heron" in text and "How this was written" in text
    assert LINE not in text


def test_what_the_centre_says_to_forget_leaves_all_stores_and_the_drafts_and_the_rest_stays(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    open_a_log_with_a_line(phone)
    log = phone.run("location.hash").rpartition("/")[2]
    phone.tap("[data-code=change]")
    phone.tap("[data-screen=look] [data-code=heat]")
    phone.tap("[data-code=h0]")
    phone.wait("[data-screen=look]")
    phone.wait_for("document.querySelector('main').innerText.includes('both wanted the plug')")
    phone.run("location.hash = '#/'")
    phone.wait("[data-screen=home]")
    before = {store: sizes(phone, store) for store in ("envelopes", "pages", "drafts")}
    kept = phone.run(SECOND)
    sol = server.phone("sol")
    sol.save(sol.change("withdrawal", "withdrawal@1", {"reason": "asked", "field": "saw"}, parent=log))
    sol.sync()
    assert sol.verdicts[-1]["verdict"] == "accepted"
    phone.run("dispatchEvent(new Event('focus'))")
    phone.wait_for(f"({SECOND}).then((now) => now === {kept - 1})")
    assert len(sizes(phone, "envelopes")) == len(before["envelopes"]) - 1
    assert len(sizes(phone, "pages")) == 1
    assert sizes(phone, "drafts")[0] < before["drafts"][0] - len(LINE)
    for _ in range(2):
        phone.run(f"location.hash = '#/record/{log}'")
        phone.press("summary")
        text = phone.text("[data-screen=record]")
        assert "Heron" in text and LINE not in text
        phone.run(f"location.hash = '#/log/{log}'")
        phone.wait("[data-screen=look]")
        assert "Tension" in phone.text("main") and "both wanted the plug" not in phone.text("main")
        phone.page.reload()
        unlock(phone)


def test_not_now_puts_a_draft_on_the_list_and_promises_no_alarm(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    quick_log(phone)
    phone.page.get_by_role("button", name="Not now").click()
    phone.tap("[data-code=inAnHour]")
    phone.wait("[data-screen=home] .lines")
    assert "can't ring while the app is closed" in phone.text("[data-screen=home] .lines")
    phone.tap("[data-screen=home] .lines .line")
    phone.wait("[data-screen=look]")


def test_what_a_co_worker_takes_over_in_person_waits_or_goes_and_nothing_of_it_is_sent(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    saves = len(sizes(phone, "envelopes"))
    for code in ("keep", "drop"):
        quick_log(phone)
        phone.page.get_by_role("button", name="Not now").click()
        phone.tap("[data-screen=not_now] [data-code=pass_on]")
        phone.wait("[data-screen=pass_on]")
        assert "Nothing is sent from here" in phone.text("main")
        phone.tap(f"[data-screen=pass_on] [data-code={code}]")
        phone.wait("[data-screen=home]")
        assert "On your list at" in phone.text("[data-screen=home] .lines")
        assert phone.text("[data-screen=home]").count("Quick log, started") == 1, code
    assert len(sizes(phone, "envelopes")) == saves


def test_a_talk_is_put_off_to_an_hour_or_passed_on_which_it_then_says(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    quick_log(phone)
    save(phone)
    phone.tap("[data-screen=saved] [data-code=talk_wish-now]")
    phone.wait("[data-screen=step-s1]")
    phone.tap("[data-code=not_now]")
    phone.tap("[data-screen=not_now] [data-code=inAnHour]")
    phone.wait("[data-screen=home]")
    assert "can't ring while the app is closed" in phone.text("[data-screen=home] .lines")
    phone.tap("[data-screen=home] .lines .line")
    phone.wait("[data-screen=step-s1]")
    phone.tap("[data-code=not_now]")
    phone.tap("[data-screen=not_now] [data-code=pass_on]")
    phone.tap("[data-screen=pass_on] [data-code=keep]")
    phone.wait("[data-screen=home]")
    phone.tap("[data-screen=home] .lines .line")
    phone.tap("[data-screen=step-s1] [data-code=next]")
    wait_for_record(
        phone, server.phone("sol"), lambda r: r["kind"] == "talk" and r["set"].get("handed_over") == "yes"
    )


def test_the_reflection_stays_here_and_what_was_a_mistake_leaves_the_lists(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    quick_log(phone)
    save(phone)
    phone.wait(".state-card[data-state=safe]")
    phone.run("location.hash = '#/mine'")
    phone.wait(MINE)
    lines = phone.run(f"document.querySelectorAll({MINE!r}).length")
    phone.tap(MINE)
    saves = len(sizes(phone, "envelopes"))
    phone.tap("[data-code=for_me]")
    phone.wait_for("document.querySelector('main').innerText.includes('A court could ask for the phone.')")
    phone.type("textarea", "My hands shook.")
    phone.tap("[data-code=done]")
    phone.tap("[data-code=for_me]")
    phone.wait_for("document.querySelector('textarea')?.value === 'My hands shook.'")
    assert len(sizes(phone, "envelopes")) == saves and len(sizes(phone, "private")) == 1
    phone.run("history.back()")
    phone.tap("[data-code=mistake]")
    phone.tap("[data-screen=record] [data-code=twice]")
    phone.wait("[data-screen=home]")
    phone.run("location.hash = '#/mine'")
    phone.wait("[data-screen=mine] details .line")
    assert phone.run(f"document.querySelectorAll({MINE!r}).length") == lines - 1


def test_what_your_supervisor_sees_is_a_page_in_both_languages(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    phone.run("location.hash = '#/seen'")
    phone.press("[data-form=quick_log] summary")
    assert "One line: what you saw or heard" in phone.text("[data-form=quick_log] [data-audience=supervisor]")
    assert "Are you OK?" in phone.text("[data-form=quick_log] [data-audience=me]")
    phone.page.evaluate("localStorage.setItem('language', 'fr')")
    phone.page.reload()
    phone.wait("[data-screen=locked]")
    enter_pin(phone)
    phone.wait("[data-screen=seen]")
    phone.press("[data-form=quick_log] summary")
    assert "Une ligne" in phone.text("[data-form=quick_log] [data-audience=supervisor]")

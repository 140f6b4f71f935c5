"""A handover from phone to phone without a server: shown as codes, read by a camera, sealed to the one that asked."""

from collections.abc import Callable

from tests.browser.drivers import WAIT, Chromium
from tests.browser.hand import sign_in
from tests.server import Server

# The room between the phones: a camera whose picture is what stands on the other phone's screen.
CAMERA = """(() => {
  const glass = document.createElement('canvas');
  glass.width = glass.height = 600;
  const pen = glass.getContext('2d');
  window.stopped = 0;
  window.show = (rows) => {
    const size = Math.floor(600 / rows.length);
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, 600, 600);
    pen.fillStyle = '#000';
    rows.forEach((row, y) => [...row].forEach((dark, x) => dark === '1' && pen.fillRect(x * size, y * size, size, size)));
  };
  navigator.mediaDevices.getUserMedia = async () => {
    const stream = glass.captureStream(20);
    const [track] = stream.getTracks();
    const stop = track.stop.bind(track);
    track.stop = () => { window.stopped += 1; stop(); };
    setInterval(() => pen.fillRect(599, 599, 1, 1), 40);
    return stream;
  };
})()"""
SCREEN = """(() => {
  const shown = document.querySelector('canvas.code');
  if (!shown || shown.width === 300) return null;
  const { data } = shown.getContext('2d').getImageData(0, 0, shown.width, shown.height);
  return Array.from({ length: shown.height }, (_, y) =>
    Array.from({ length: shown.width }, (_, x) => (data[4 * (y * shown.width + x)] < 128 ? '1' : '0')).join(''));
})()"""


def hold_before(camera: Chromium, screen: Chromium, until: str) -> None:
    """What one phone shows stands before the other's camera until that one has read enough."""
    for _ in range(int(WAIT * 10)):
        if camera.holds(until):
            return
        if rows := screen.run(SCREEN):
            camera.page.evaluate("rows => window.show(rows)", rows)
        camera.pause()
    raise AssertionError(camera.text("body"))


def test_a_sheet_goes_from_phone_to_phone_and_stays_a_paper(
    quiet_server: Server, chromium: Callable[..., Chromium]
) -> None:
    ama, ben = chromium("ama"), chromium("ben")
    for phone, name in ((ama, "ama"), (ben, "ben")):
        phone.page.add_init_script(CAMERA)
        sign_in(phone, quiet_server, name)
    quiet_server.kill()
    ama.tap("[data-screen=home] [data-code=handover]")
    ama.tap("[data-screen=handover] [data-code=tense]")
    ama.type("#helped", "Tea at the door helped.")
    ama.tap("[data-code=cover_wish]")
    ama.tap("[data-code=save]")
    ama.wait("[data-screen=handover-read] [data-state=saved]")
    ama.tap("[data-code=send]")
    ben.tap("[data-screen=home] [data-code=handover]")
    ben.tap("[data-code=receive]")
    ben.wait("canvas.code")
    assert not ben.run("document.querySelector('video') !== null"), "no camera before it is asked for"
    ama.tap("[data-screen=handover-send] [data-code=scan]")
    ama.wait("[data-camera=on]")
    hold_before(ama, ben, "document.querySelector('canvas.code') !== null")
    ama.wait_for("window.stopped > 0")
    ben.tap("[data-screen=handover-receive] [data-code=scan]")
    ben.wait("[data-camera=on]")
    hold_before(ben, ama, "document.querySelector('[data-screen=handover-paper] .said') !== null")
    ben.wait_for("window.stopped > 0")
    read = ben.text("[data-screen=handover-paper] main")
    assert "Tense" in read and "Tea at the door helped." in read
    assert "Cover or debrief" not in read, "no more than the floor may see"
    ben.run("location.hash = '#/handover'")
    ben.wait("[data-screen=handover] [data-code=paper]")

    quiet_server.start()
    ama.run("location.hash = '#/'; dispatchEvent(new Event('focus'))")
    ama.wait_for("document.querySelector('.all-states')?.innerText.includes('All safe')")
    ben.run("dispatchEvent(new Event('focus'))")
    ben.wait("[data-screen=handover] [data-code^=handover-]")
    ben.wait_for("document.querySelector('[data-code=paper]') === null")
    sol = quiet_server.phone("sol")
    sol.sync()
    assert len([one for one in sol.held().values() if one["kind"] == "handover"]) == 1

"""One way to hold a phone, whatever engine is in it: look, tap, type. Taps are counted."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Error

from tests.server import free_port

WIDTH, HEIGHT = 360, 740
WAIT = 20.0
STEP = 0.05
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
CHROMIUM_FLAGS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", *(["--no-sandbox"] if os.geteuid() == 0 else []),
]  # fmt: skip
WEBKIT = "/usr/lib/{}-linux-gnu/webkit2gtk-4.1/MiniBrowser"


class Driver(ABC):
    """`css` names one element; `wait` returns once it is there."""

    taps = 0

    @abstractmethod
    def goto(self, url: str) -> None: ...

    @abstractmethod
    def run(self, script: str) -> Any:
        """The value of a JavaScript expression."""

    @abstractmethod
    def press(self, css: str) -> None:
        """A real click."""

    @abstractmethod
    def type(self, css: str, text: str) -> None: ...

    @abstractmethod
    def close(self) -> None: ...

    def tap(self, css: str) -> None:
        self.wait(css)
        self.taps += 1
        self.press(css)

    def wait(self, css: str, seconds: float = WAIT) -> None:
        self.wait_for(f"document.querySelector({css!r}) !== null", seconds)

    def wait_for(self, condition: str, seconds: float = WAIT) -> None:
        """Looks again and again until the condition holds: no fixed pause anywhere."""
        end = time.monotonic() + seconds
        while not self.holds(condition):
            assert time.monotonic() < end, f"never: {condition}\n{self.run('document.body.innerText')}"
            self.pause()

    def holds(self, condition: str) -> bool:
        return bool(self.run(condition))

    def pause(self) -> None:
        time.sleep(STEP)

    def text(self, css: str) -> str:
        return str(self.run(f"document.querySelector({css!r})?.innerText ?? ''"))


class Chromium(Driver):
    """Playwright over the system's Chromium, with a profile of its own that outlives a kill."""

    def __init__(self, playwright: Any, profile: Path, flags: tuple[str, ...] = (), **more: Any) -> None:
        self.profile = profile
        options: dict[str, Any] = {
            "viewport": {"width": WIDTH, "height": HEIGHT},
            "executable_path": CHROMIUM or None,
            **more,
        }
        self.context = playwright.chromium.launch_persistent_context(
            str(profile), args=[*CHROMIUM_FLAGS, *flags], **options
        )
        self.page = self.context.pages[0]
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda fault: self.said.append(f"error: {fault}"))

    def goto(self, url: str) -> None:
        if "#" in url and self.page.url.split("#")[0] == url.split("#")[0]:
            self.page.goto("about:blank")
        self.page.goto(url)

    def run(self, script: str) -> Any:
        return self.page.evaluate(script)

    def holds(self, condition: str) -> bool:
        """A page that is just being left answers nothing: the next look is at the one that came."""
        try:
            return bool(self.run(condition))
        except Error as fault:
            if "context was destroyed" in fault.message:
                return False
            raise

    def press(self, css: str) -> None:
        self.page.click(css)

    def type(self, css: str, text: str) -> None:
        self.page.fill(css, text)

    def pause(self) -> None:
        self.page.wait_for_timeout(STEP * 1000)  # the sync API hears events only inside its own calls

    def kill(self) -> None:
        """SIGKILL to every process of this profile: a crash, not a farewell."""
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if str(self.profile).encode() in command:
                os.kill(int(folder.name), signal.SIGKILL)
        with suppress(Error):
            self.context.close()

    def close(self) -> None:
        self.context.close()


class Firefox(Driver):
    """Firefox ESR through Marionette."""

    def __init__(self) -> None:
        from marionette_driver.marionette import Marionette

        self.profile = tempfile.mkdtemp()
        port = free_port()
        (Path(self.profile) / "user.js").write_text(
            f'user_pref("marionette.port", {port});\nuser_pref("datareporting.policy.dataSubmissionEnabled", false);\n'
            'user_pref("app.update.enabled", false);\nuser_pref("network.captive-portal-service.enabled", false);\n'
            'user_pref("network.connectivity-service.enabled", false);\nuser_pref("browser.safebrowsing.downloads.enabled", false);\n'
        )
        words = [
            "firefox-esr",
            "--headless",
            "--marionette",
            "--remote-allow-system-access",
            "--profile",
            self.profile,
        ]
        environment = {
            **os.environ,
            "HOME": self.profile,
            "MOZ_HEADLESS_WIDTH": "500",
            "MOZ_HEADLESS_HEIGHT": "900",
        }
        self.process = subprocess.Popen(
            words,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _wait_for_port(port)  # Marionette's own waiting leaves sockets open
        self.client = Marionette(host="127.0.0.1", port=port, startup_timeout=60)
        self.client.start_session()
        self.client.timeout.script = WAIT
        self.client.set_window_rect(width=WIDTH + 100, height=HEIGHT)

    def goto(self, url: str) -> None:
        self.client.navigate(url)

    def run(self, script: str) -> Any:
        return self.client.execute_script(f"return {script}", sandbox=None)

    def press(self, css: str) -> None:
        from marionette_driver.by import By

        self.client.find_element(By.CSS_SELECTOR, css).click()

    def type(self, css: str, text: str) -> None:
        from marionette_driver.by import By

        self.client.find_element(By.CSS_SELECTOR, css).send_keys(text)

    def close(self) -> None:
        _end(self.process)
        shutil.rmtree(self.profile, ignore_errors=True)


class WebKit(Driver):
    """WebKitGTK's MiniBrowser through its WebDriver, on a screen of its own."""

    def __init__(self) -> None:
        from selenium import webdriver
        from selenium.webdriver.common.options import ArgOptions
        from selenium.webdriver.remote.client_config import ClientConfig
        from selenium.webdriver.remote.remote_connection import RemoteConnection

        self.folder = tempfile.mkdtemp()
        screen = f":{free_port() % 20000 + 100}"
        self.xvfb = subprocess.Popen(
            ["Xvfb", screen, "-screen", "0", "800x1000x24", "-nolisten", "tcp"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        port = free_port()
        environment = {**os.environ, "DISPLAY": screen, "LIBGL_ALWAYS_SOFTWARE": "1", "HOME": self.folder}
        environment |= {
            "XDG_RUNTIME_DIR": self.folder,
            "NO_AT_BRIDGE": "1",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
        self.process = subprocess.Popen(
            ["dbus-run-session", "--", "WebKitWebDriver", f"--port={port}"], env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        _wait_for_port(port)
        options = ArgOptions()
        options.set_capability("browserName", "MiniBrowser")
        binary = WEBKIT.format(os.uname().machine)
        options.set_capability("webkitgtk:browserOptions", {"binary": binary, "args": ["--automation"]})
        config = ClientConfig(remote_server_addr=f"http://127.0.0.1:{port}", timeout=60)
        self.client = webdriver.Remote(
            command_executor=RemoteConnection(client_config=config), options=options
        )
        self.client.set_window_rect(width=WIDTH + 40, height=HEIGHT)

    def goto(self, url: str) -> None:
        self.client.get(url)

    def run(self, script: str) -> Any:
        return self.client.execute_script(f"return {script}")

    def press(self, css: str) -> None:
        self.client.find_element("css selector", css).click()

    def type(self, css: str, text: str) -> None:
        self.client.find_element("css selector", css).send_keys(text)

    def close(self) -> None:
        _end(self.process)
        _end(self.xvfb)
        shutil.rmtree(self.folder, ignore_errors=True)


def _end(process: subprocess.Popen[bytes]) -> None:
    """The whole group: helpers outlive their driver otherwise."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _wait_for_port(port: int) -> None:
    import socket

    end = time.monotonic() + WAIT
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert time.monotonic() < end, "the driver didn't come up"
            time.sleep(STEP)

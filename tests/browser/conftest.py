"""A course of its own, a JupyterLab that serves it, and a headless Chromium."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.lab import Server

ROOT = Path(__file__).resolve().parents[2]
COPIED = (
    "notebooks",
    "exercises",
    "solutions",
    "data",
    "autograder/lessons",
    "nbgrader_config.py",
    "course.toml",
)

REQUIRE = "SKEWLAB_REQUIRE_BROWSER"
"""Set to 1 where a missing browser is a failure: in continuous integration."""

SHOTS = "SKEWLAB_SHOTS"
"""A folder for screenshots; without it none are taken."""

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
_NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium that reaches nothing but this machine."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        reason = f"No Chromium on the PATH (looked for {', '.join(_NAMES)}): apt-get install chromium"
        if os.environ.get(REQUIRE) == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*_FLAGS, _NO_NETWORK])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """``jupyter lab`` on a copy of the course, with a home of its own; nothing of it stays.

    It asks for the browser, so that nothing is started where there is none.
    """
    folder = tmp_path_factory.mktemp("lab")
    course = _copy_course(folder / "course")
    port = _free_port()
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            _command(course, port), cwd=course, env=_environment(folder), stdout=log, stderr=log
        )
        try:
            base = f"http://127.0.0.1:{port}"
            _wait(process, base, folder / "server.log")
            yield Server(base, course)
        finally:
            process.send_signal(signal.SIGTERM)  # it ends its kernels first
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A page in a fresh browser profile; the test's kernels end with it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())  # "leave without saving?"
    yield page
    context.close()
    server.end_kernels()


@pytest.fixture
def console(page: Page) -> list[str]:
    """What the page reported as an error, as it comes."""
    found: list[str] = []
    page.on("console", lambda line: found.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def shot(page: Page) -> Callable[[str], None]:
    """Takes a screenshot of what is on the page, where :data:`SHOTS` asks for it."""

    def take(name: str) -> None:
        if os.environ.get(SHOTS):
            page.screenshot(path=Path(os.environ[SHOTS]) / f"{name}.png")

    return take


def _copy_course(course: Path) -> Path:
    course.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, course / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        else:
            shutil.copy2(source, course / name)
    return course


def _command(course: Path, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"),
        *("--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"),
        *("--IdentityProvider.token=", "--ServerApp.password=", f"--ServerApp.root_dir={course}"),
    ]


def _environment(folder: Path) -> dict[str, str]:
    """The server's: folders of its own, and nothing of a course or a Jupyter that is around."""
    own = {
        "HOME": folder / "home",
        "JUPYTER_CONFIG_DIR": folder / "config",
        "JUPYTER_DATA_DIR": folder / "data",
        "JUPYTER_RUNTIME_DIR": folder / "runtime",
        "IPYTHONDIR": folder / "ipython",
        "MPLCONFIGDIR": folder / "matplotlib",
    }
    for path in own.values():
        path.mkdir()
    overrides = own["JUPYTER_CONFIG_DIR"] / "labconfig" / "default_setting_overrides.json"
    overrides.parent.mkdir()
    overrides.write_text(json.dumps(_SETTINGS), encoding="utf-8")
    around = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "SKEWLAB", "PYTEST"))}
    return around | {name: str(path) for name, path in own.items()}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], base: str, log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{base}/api/status").close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"jupyter lab did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")

"""A real browser without a screen: Debian's Chromium, driven by its own driver; axe-core looks at what it shows."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from tests.support import npm

PHONE = (375, 667)
DESK = (1280, 900)
_AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def browsing(
    folder: Path, size: tuple[int, int] = DESK, *, scripts: bool = True, dark: bool = False
) -> Iterator[Chrome]:
    """A browser with a fresh profile in `folder`, gone at the end."""
    options = ChromeOptions()
    options.binary_location = npm.program("chromium")
    for each in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--no-first-run",
        "--hide-scrollbars",
        f"--user-data-dir={folder}",
        f"--window-size={size[0]},{size[1]}",
        "--lang=zh-CN",
    ):
        options.add_argument(each)
    told: dict[str, Any] = {"intl.accept_languages": "zh-CN,zh"}
    if not scripts:
        told["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", told)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    env = {
        **os.environ,
        "SE_OFFLINE": "true",
        "LC_ALL": "C.UTF-8",
        "FONTCONFIG_FILE": str(_fonts(folder)),
    }
    service = Service(npm.program("chromedriver"), env=env)
    driver = Chrome(options=options, service=service)
    try:
        driver.set_page_load_timeout(60)
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1}
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {**metrics, "mobile": size == PHONE}
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        yield driver
    finally:
        driver.quit()


def _fonts(folder: Path) -> Path:
    """Our own Chinese font beside the system's: without one every sign would be an empty box."""
    folder.mkdir(parents=True, exist_ok=True)
    told = folder / "fonts.conf"
    ours = Path(__file__).parents[2] / "resources" / "fonts"
    told.write_text(
        f"<fontconfig><dir>/usr/share/fonts</dir><dir>{ours}</dir>"
        f"<cachedir>{folder / 'fonts'}</cachedir></fontconfig>"
    )
    return told


def violations(driver: Chrome) -> list[dict[str, Any]]:
    """What axe finds wrong on the page that is shown."""
    axe = npm.installed("axe") / "node_modules" / "axe-core" / "axe.min.js"
    # through the debugger: the page's own policy lets no foreign script in
    run = f"axe.run(document, {{runOnly: {json.dumps(_AXE_TAGS)}}}).then(r => JSON.stringify(r.violations))"
    driver.execute_cdp_cmd("Runtime.evaluate", {"expression": axe.read_text("utf-8")})
    asked = {"expression": run, "awaitPromise": True, "returnByValue": True}
    found: list[dict[str, Any]] = json.loads(
        driver.execute_cdp_cmd("Runtime.evaluate", asked)["result"]["value"]
    )
    return [
        {"rule": each["id"], "help": each["help"], "at": [n["target"] for n in each["nodes"]]}
        for each in found
    ]


def complaints(driver: Chrome) -> list[str]:
    """What the browser wrote in its console: a page of ours gives it nothing to say."""
    return [each["message"] for each in driver.get_log("browser")]

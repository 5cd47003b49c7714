"""Finds the Chromium for the browser tests, and installs one: python -m tests.chromium --install.

The system's is taken if there is one, else Debian's package where apt works, else Playwright's own.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of a Chromium to start, or ``None`` when there is none."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found:
        return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> bool:
    """Install a Chromium unless there is one; says whether there is one now."""
    if find():
        return True
    if shutil.which("apt-get"):
        as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
        if as_root == [] or shutil.which("sudo"):
            subprocess.run([*as_root, "apt-get", "update", "--quiet"], check=False)
            subprocess.run(
                [*as_root, "apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"],
                check=False,
                env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            )
    if not find():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find() is not None


if __name__ == "__main__":
    if sys.argv[1:] == ["--install"] and not install():
        sys.exit("No Chromium could be installed for the browser tests. Install Chromium or Google Chrome.")
    print(find())

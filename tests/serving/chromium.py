"""A real browser that turns a page into a picture, to see letters as people see them."""

import subprocess
from pathlib import Path

from serving.machine import binary, server_folder


def chromium_png(html_path: Path, width: int, height: int = 1600) -> bytes:
    """The page as PNG. Each picture gets a fresh profile: a second browser would wait for the first one's lock."""
    with server_folder("chromium") as folder:
        command = [
            binary("chromium", "chromium"),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--force-device-scale-factor=1",
            f"--user-data-dir={folder / 'profile'}",
            f"--window-size={width},{height}",
            f"--screenshot={folder / 'page.png'}",
            html_path.resolve().as_uri(),
        ]
        subprocess.run(command, check=True, timeout=120, capture_output=True)
        return (folder / "page.png").read_bytes()

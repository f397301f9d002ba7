"""make screenshots: the pages of the README, taken from the real site with the demonstration loaded."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PORT = 8765
SITE = f"http://127.0.0.1:{PORT}"
PASSWORD = "Jiebang-2026"
CHROMIUM = next(
    (path for path in ("/usr/bin/chromium", "/usr/bin/google-chrome") if Path(path).exists()), None
)

NEED = "磷酸铁锂电池包低温脉冲自加热"
SHOWN_HEIGHT = 1700  # a README shows the top of a page, not its end

# (name, account or None, path, the links to follow from there, width)
SHOTS = (
    ("home", None, "/", (), 1280),
    ("list", None, "/needs/", (), 1280),
    ("need", None, "/needs/", (NEED,), 1280),
    ("desk-officer", "officer", "/inbox/desk", (), 1280),
    ("desk-enterprise", "enterprise", "/inbox/desk", (), 1280),
    ("need-form", "enterprise", "/inbox/desk", ("填完并提交需求：", "修改内容"), 1280),
    ("match", "officer", "/matches/?state=under_review", (NEED,), 1280),
    ("recommended", "university", "/matches/recommended", (), 1280),
    ("projects", "officer", "/projects/", (), 1280),
    ("chains", "chainlead", "/chains/", (), 1280),
    ("chain", "chainlead", "/chains/", ("高端轴承与传动部件",), 1280),
    ("chain-lead", "chainlead", "/chain-offices/", ("高端轴承与传动部件",), 1280),
    ("phone", None, "/needs/", (NEED,), 380),
)


def main():
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {
            "DATA_DIR": folder,
            "FLASK_APP": "wsgi",
            "LOGIN_RATE": "1000 per minute",
        }
        flask = [sys.executable, "-m", "flask"]
        for command in (["db", "upgrade"], ["demo"]):
            subprocess.run([*flask, *command], cwd=ROOT, env=env, check=True, capture_output=True)
        gunicorn = [sys.executable, "-m", "gunicorn", "wsgi:app", "-b", f"127.0.0.1:{PORT}"]
        server = subprocess.Popen([*gunicorn, "--threads", "4"], cwd=ROOT, env=env)
        try:
            wait()
            shoot()
        finally:
            server.terminate()
            server.wait()


def wait(seconds=60):
    for _ in range(seconds * 4):
        try:
            urllib.request.urlopen(f"{SITE}/healthz")
            return
        except OSError:
            time.sleep(0.25)
    raise SystemExit("the site did not start")


def shoot():
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, account, path, links, width in SHOTS:
            window = browser.new_context(viewport={"width": width, "height": 900})
            page = window.new_page()
            if account:
                sign_in(page, account)
            page.goto(SITE + path)
            for link in links:
                page.get_by_role("link", name=link).first.click()
                page.wait_for_load_state()
            height = min(page.evaluate("document.documentElement.scrollHeight"), SHOWN_HEIGHT)
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=IMAGES / f"{name}.png")
            window.close()
        browser.close()


def sign_in(page, account):
    page.goto(f"{SITE}/accounts/login")
    page.fill("input[name=login]", account)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")


if __name__ == "__main__":
    main()

"""The site as people use it: served for real, in a real browser, one window a person.

`WATCH=1 make test ARGS=tests/journeys` shows the windows and slows them down.
"""

import threading

import pytest
from werkzeug.serving import make_server

from tests.conftest import PASSWORD, PATIENCE


@pytest.fixture
def site(app):
    """The address of the app, served from threads on the test's own database."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


class Person:
    """Somebody at a window of their own; finds things by the words a person would read."""

    def __init__(self, browser, site, width=1280):
        self.window = browser.new_context(
            viewport={"width": width, "height": 900}, base_url=site, locale="zh-CN"
        )
        self.window.set_default_timeout(PATIENCE * 1000)
        self.page = self.window.new_page()
        self.complaints = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)

    def _listen(self, message):
        # A refusal the story wants (409, 404) is reported by Chromium as a failed resource.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def sign_in(self, login, password=PASSWORD):
        self.open("/accounts/login")
        self.fill(账号=login, 密码=password)
        self.press("登录")
        return self

    def open(self, path):
        return self.page.goto(path)

    def follow(self, words):
        self.page.get_by_role("link", name=words).first.click()

    def press(self, words, within="main"):
        self.page.locator(within).get_by_role("button", name=words, exact=True).last.click()

    def fill(self, **answers):
        for label, text in answers.items():
            self._control(label).fill(str(text))

    def choose(self, label, option):
        self._control(label).select_option(label=option)

    def tick(self, label):
        self._control(label).check()

    def _control(self, label):
        """The field a label stands for; a heading of the same words names its section, not this."""
        controls = self.page.locator("main").locator("input, textarea, select")
        return controls.and_(self.page.get_by_label(label)).first

    def act(self, words, opinion="", reason=""):
        """Open an action, write the opinion it asks for, and do it."""
        panel = self.page.locator(
            "details.act__ask", has=self.page.locator("summary", has_text=words)
        )
        if panel.count():
            panel = panel.first
            if not panel.evaluate("it => it.open"):
                panel.locator("summary").first.click()
            if reason:
                panel.locator("select[name=reason]").select_option(label=reason)
            if opinion:
                panel.locator("textarea[name=note]").fill(opinion)
            panel.locator("button[type=submit]").click()
        else:
            self.page.locator(".acts").get_by_role("button", name=words).first.click()

    def sees(self, words):
        return words in self.page.locator("body").inner_text()

    @property
    def path(self):
        return self.page.evaluate("location.pathname")


@pytest.fixture
def someone(chromium, site):
    """A new person at a new window; at the end nobody's browser may have complained."""
    people = []

    def arrive(width=1280):
        people.append(Person(chromium, site, width))
        return people[-1]

    yield arrive
    complaints = [words for person in people for words in person.complaints]
    for person in people:
        person.window.close()
    assert complaints == []

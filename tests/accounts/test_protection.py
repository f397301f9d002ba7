"""What every answer carries: headers, cookie flags, and words where something is refused."""

import pytest

from app import create_app
from app.extensions import limiter
from tests.factories import make_user


def test_answers_carry_the_headers_that_protect(client):
    headers = client.get("/accounts/login").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(client, made):
    made(make_user, login="zhao")
    cookie = client.sign_in("zhao").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_with_https_the_cookie_and_the_site_insist_on_it(tmp_path):
    app = create_app(DATA_DIR=str(tmp_path), TESTING=True, HTTPS=True, SECRET_KEY="t")
    enabled, limiter.enabled = limiter.enabled, False
    try:
        client = app.test_client()
        plain = client.get("/static/css/tokens.css")
        safe = client.get("/static/css/tokens.css", base_url="https://localhost")
    finally:
        limiter.enabled = enabled
    assert plain.status_code in (301, 302)
    assert plain.location.startswith("https://")
    assert "max-age" in safe.headers["Strict-Transport-Security"]
    assert app.config["SESSION_COOKIE_SECURE"] is True


def test_pages_of_a_signed_in_person_are_kept_by_nobody_between(signed_in, made):
    answer = signed_in(made(make_user)).get("/accounts/account")
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_body_too_large_is_refused_in_words(app, client):
    body = {"login": "x" * (app.config["MAX_CONTENT_LENGTH"] + 1)}
    answer = client.post("/accounts/login", data=body)
    assert answer.status_code == 413
    assert "上传的文件太大" in answer.text


@pytest.mark.parametrize(
    "typed", ["' OR 1=1 --", "%", "_", "\\", '"; DROP TABLE user; --', "<script>", "\x00"]
)
def test_what_is_searched_for_is_only_ever_words(client, typed):
    answer = client.get("/organisations/", query_string={"q": typed, "sort": typed, "kind": typed})
    assert answer.status_code == 200
    assert "<script>" not in answer.text


def test_a_broken_page_says_so_and_shows_no_trace(tmp_path):
    app = create_app(DATA_DIR=str(tmp_path), SECRET_KEY="t")  # without a table in its database
    answer = app.test_client().get("/organisations/")
    assert answer.status_code == 500
    assert "网站出错了" in answer.text
    assert "Traceback" not in answer.text
    assert "organisation" not in answer.text.replace("/organisations", "")


def test_an_expired_session_says_so_keeps_what_was_typed_and_leads_back(client):
    answer = client.post(
        "/needs/new",
        data={"title": "写了很久的需求"},
        headers={"Referer": "http://localhost/needs/new"},
    )
    assert answer.status_code == 400
    assert "登录已过期" in answer.text
    assert "写了很久的需求" in answer.text
    assert "/accounts/login?next=/needs/new" in answer.text

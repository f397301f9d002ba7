"""What the frame around every page needs: navigation, unread messages, the site's own facts."""

from flask import after_this_request, current_app, request, url_for
from flask_login import current_user
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.roles import may
from app.clock import now
from app.extensions import db
from app.inbox.queries import unread_count
from app.navigation import nav_items

DENSITIES = {"normal", "dense"}
YEAR = 365 * 24 * 3600


class SiteFact(db.Model):
    """A fact of this installation that code sets, e.g. that the demonstration was loaded."""

    __tablename__ = "site_fact"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200), default="")


def page_frame():
    """Given to every template by create_app."""
    read = current_app.config.get
    return {
        "nav_items": nav_items(),
        "unread_count": unread_count(current_user),
        "now": now(),
        "may": lambda permission: may(current_user, permission),
        "density": _density(),
        "links": {
            "home": url_for("pages.home"),
            "login": url_for("accounts.login"),
            "register": url_for("accounts.register"),
            "logout": url_for("accounts.logout"),
            "account": url_for("accounts.account"),
            "inbox": url_for("inbox.messages"),
        },
        "site": {
            "name": read("SITE_NAME"),
            "tagline": read("SITE_TAGLINE"),
            "owner": read("SITE_OWNER"),
            "icp": read("SITE_ICP"),
            "police": read("SITE_POLICE"),
            "code": read("SITE_CODE"),
            "is_demo": db.session.get(SiteFact, "demonstration") is not None,
        },
    }


def _density():
    """The row height asked for in the address, remembered for a year; else the remembered one."""
    asked = request.args.get("density", "")
    if asked not in DENSITIES:
        return request.cookies.get("density", "")
    after_this_request(lambda answer: _remember(answer, asked))
    return asked


def _remember(answer, density):
    is_https = current_app.config["HTTPS"]
    answer.set_cookie("density", density, max_age=YEAR, samesite="Lax", secure=is_https)
    return answer

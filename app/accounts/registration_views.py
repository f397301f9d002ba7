"""An organisation registers with its first person, and what is done with what they write."""

from flask import current_app, flash, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy.exc import IntegrityError

from app.access import public
from app.accounts.blueprint import bp
from app.accounts.models import ORGANISATION_KINDS, OWNERSHIPS
from app.accounts.organisation_operations import register_organisation, taken_by
from app.accounts.regions import region_choices, region_typed
from app.accounts.rules import ROLES_OF_KIND
from app.accounts.sessions import begin_session
from app.accounts.signing_in import account_named
from app.extensions import db, limiter
from app.workflow.declaration import Role
from forms.accounts import RegisterForm

PRIVACY_VERSION = "2026 年 11 月版"
KINDS = [(kind, ORGANISATION_KINDS[kind]) for kind in ROLES_OF_KIND]


@bp.route("/register", methods=["GET", "POST"])
@public
@limiter.limit(lambda: current_app.config["REGISTER_RATE"], methods=["POST"])
def register():
    if current_user.is_authenticated:
        return redirect(url_for("inbox.desk"))
    form = RegisterForm(
        regions=region_choices(),
        kinds=KINDS,
        ownerships=OWNERSHIPS,
        is_taken=lambda login: account_named(login) is not None,
        find_other=whom_to_ask,
    )
    if form.validate_on_submit():
        user = _register(form)
        if user is not None:
            begin_session(user)
            flash(_what_next(user), "ok")
            return redirect(url_for("inbox.desk"))
    return render_template("accounts/register.html", form=form), 422 if form.errors else 200


@bp.get("/privacy")
@public
def privacy():
    return render_template("accounts/privacy.html", version=PRIVACY_VERSION)


def whom_to_ask(name=None, credit_code=None, besides=None):
    """What somebody should do whose organisation is there already, or None."""
    other = taken_by(name, credit_code, besides)
    if other is None:
        return None
    if other.users:
        return "让已经有账号的同事在“同事账号”里给您开一个；联系不上的，请找市经信委受理岗"
    return f"联系{current_app.config['SITE_OWNER']}：单位资料已经在库里，由系统管理员给您开账号"


def _register(form):
    """The new person, or None when somebody else took the name, code or login a moment ago."""
    person = {"login": form.login.data.lower(), "name": form.person_name.data}
    organisation = {
        key: form[key].data for key in ("kind", "name", "credit_code", "address", "ownership")
    } | {
        "region": region_typed(form.region.data, form.province.data),
        "contact_name": form.person_name.data,
        "contact_title": form.contact_title.data or "",
        "contact_phone": form.phone.data,
    }
    try:
        user = register_organisation(
            organisation,
            person | {"phone": form.phone.data},
            form.password.data,
            PRIVACY_VERSION,
        )
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        form.validate()  # now says which of them it is
        return None
    return user


def _what_next(user):
    draft = "需求草稿" if user.holds(Role.SUBMITTER) else "能力草稿"
    return (
        f"注册好了。经信委一般 3 个工作日内核验{user.organisation.name}；"
        f"现在就可以先写{draft}，核验通过后再提交。"
    )

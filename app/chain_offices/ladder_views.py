"""企业梯队: each enterprise of a chain on its step and against the next; the criteria, edited."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import requires
from app.accounts.roles import may
from app.audit.queries import timeline
from app.audit.telling import told
from app.chain_offices.ladder import VERDICTS, places, steps
from app.chain_offices.ladder_models import FACTS, LadderStep
from app.chain_offices.ladder_operations import write_step
from app.chain_offices.room import bp, desk_of
from app.exports import xlsx
from app.extensions import db
from forms.chain_offices import LadderStepForm

COLUMNS = ("企业", "区县", "现在", "下一级", "结论", "条件", "企业的数", "符合")


@bp.get("/<int:chain_id>/ladder")
@requires("chain_office.read")
def ladder(chain_id):
    chain = desk_of(chain_id, current_user)
    found = places(chain)
    if request.args.get("export") == "xlsx":
        return xlsx(f"{chain.name}企业梯队", COLUMNS, [r for one in found for r in _exported(one)])
    asked = request.args.get("verdict", "")
    return render_template(
        "chain_offices/ladder.html",
        chain=chain,
        places=[one for one in found if asked in ("", one.verdict)],
        total=len(found),
        steps=steps(),
        verdicts=VERDICTS,
        choices=[(code, label) for code, (label, _) in VERDICTS.items()],
        asked=asked,
        facts=FACTS,
        may_change=may(current_user, "ladder.rule"),
    )


@bp.get("/ladder")
@requires("chain_office.read")
def rules():
    return render_template(
        "chain_offices/rules.html", steps=steps(), may_change=may(current_user, "ladder.rule")
    )


@bp.route("/ladder/<int:id>", methods=["GET", "POST"])
@requires("ladder.rule")
def change_step(id):
    step = db.session.get(LadderStep, id) or abort(404)
    given = {"words": step.words, "criteria": step.criteria, "basis": step.basis,
             "is_checked": step.checked_on is not None}  # fmt: skip
    names = [(fact.value, f"{name}（{unit}）") for fact, (name, unit) in FACTS.items()]
    form = LadderStepForm(facts=names, data=given)
    if form.is_submitted() and not form.rows_changed and form.validate():
        write_step(step, form.words.data, form.criteria.data, form.basis.data,
                   form.is_checked.data, current_user)  # fmt: skip
        db.session.commit()
        flash(f"已保存：{step.name}", "ok")
        return redirect(url_for(".rules"))
    page = render_template(
        "chain_offices/step.html", form=form, step=step, events=told(timeline(step), True)
    )
    return page, 400 if form.errors else 200


def _exported(place):
    head = (
        place.organisation.name, place.organisation.region, place.held.name if place.held else "",
        place.next.name if place.next else "", VERDICTS[place.verdict][0],
    )  # fmt: skip
    if not place.checks:
        yield (*head, "", None, "")
    for check in place.checks:
        yield (*head, check.criterion.words, check.value, check.answer)

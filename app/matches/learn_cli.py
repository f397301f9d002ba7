"""flask match learn, flask match pairs: learning from the decisions, and the pairs for fine-tuning."""

import click
from flask.cli import with_appcontext

from app.accounts.models import SYSTEM
from app.accounts.signing_in import account_named
from app.extensions import db
from app.matches.learn import apply_parameters, propose_parameters, undo_parameters
from app.matches.learn_models import LearnedParameters
from app.matches.learn_pairs import public_pairs
from app.matches.learn_words import MEASURES, WEIGHTS, difference, figure
from app.workflow.declaration import WorkflowError


@click.command()
@click.option("--apply", "applied", type=int, metavar="ID", help="Rank with this proposal.")
@click.option("--undo", is_flag=True, help="Back to the parameters before the present ones.")
@click.option("--by", default="", metavar="LOGIN", help="Who confirms: an officer's account.")
@with_appcontext
def learn(applied, undo, by):
    """Refit the weights and the confidence to the decisions; change nothing until it is applied."""
    actor = _actor(by)
    try:
        if undo:
            row = undo_parameters(actor)
            click.echo(f"已撤销第 {row.id} 号参数")
        elif applied is not None:
            row = apply_parameters(_proposal(applied), actor)
            click.echo(f"已采用第 {row.id} 号参数，所有进程从下一次查询起使用")
        else:
            row = propose_parameters(actor)
            _tell(row)
    except WorkflowError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    db.session.commit()


@click.command()
@click.option("--out", required=True, type=click.Path(dir_okay=False), help="tab-separated file")
@with_appcontext
def pairs(out):
    """Write the pairs people agreed to, need and capability, for `python -m matching train`.

    Only texts that are public: of needs that were published and capabilities that are.
    """
    rows = public_pairs()
    with open(out, "w", encoding="utf-8") as file:
        file.writelines("\t".join(row) + "\n" for row in rows)
    click.echo(f"{len(rows)} 对已写入 {out}")


def _actor(login):
    if not login:
        return SYSTEM
    account = account_named(login)
    if account is None:
        raise click.ClickException(f"没有账号 {login}")
    return account


def _proposal(id):
    row = db.session.get(LearnedParameters, id)
    if row is None:
        raise click.ClickException(f"没有第 {id} 号参数")
    return row


def _tell(row):
    figures = row.figures
    click.echo(
        f"第 {row.id} 号：{figures['decisions']} 条决定（认可 {figures['right']} 条），"
        f"{figures['needs']} 项需求；下面都是在没见过的需求上的结果"
    )
    for measure in figures["measures"]:
        label, places = MEASURES[measure["name"]]
        click.echo(
            f"  {label}：{figure(measure['before'], places)} → {figure(measure['after'], places)}，"
            f"{difference(measure)}（{measure['count']} 项需求）"
        )
    click.echo("权重（初始 → 现行 → 建议）" if row.changes_weights else "建议的权重与现行相同")
    for kind in ("parts", "text") if row.changes_weights else ():
        for name, first, present, proposed in figures["weights"][kind]:
            click.echo(f"  {WEIGHTS[name]}：{first:g} → {present:g} → {proposed:g}")
    click.echo(row.verdict)
    if row.is_recommended:
        click.echo(f"确认后采用：flask match learn --apply {row.id} --by 账号")

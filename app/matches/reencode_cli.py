"""flask match reencode: change the model of the index, with progress, while the site goes on."""

from dataclasses import asdict, replace

import click
from flask import current_app
from flask.cli import with_appcontext

from app.accounts.signing_in import account_named
from app.extensions import db
from app.matches.encoding import wanted_model
from app.matches.reencode import begin, carry_out
from app.workflow.declaration import WorkflowError
from matching import EncoderChoice, ModelProblem, Runtime, load_encoder


@click.command()
@click.option("--to", "name", metavar="MODEL", help="Name or path; without it the setting ENCODER.")
@click.option("--by", default="", metavar="LOGIN", help="Who changes it, for the audit.")
@with_appcontext
def reencode(name, by):
    """Encode everything with another model beside the old one, then let it answer. Goes on where it
    was broken off; a second one at the same time is refused."""
    choice = wanted_model() if name is None else _named(name)
    try:
        encoder = load_encoder(choice, Runtime.read(current_app.config))
        row = begin(choice, encoder.model_id, account_named(by) if by else None)
        click.echo(f"模型 {row.model}，{encoder.dimension} 维，{_shown(choice)}")
        _carry_out(row, encoder)
    except (ModelProblem, WorkflowError) as refusal:
        db.session.rollback()
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"完成：检索从现在起用 {encoder.model_id}")


def _carry_out(row, encoder):
    with click.progressbar(length=max(row.total, 1), label="编码") as bar:
        for done, _ in carry_out(row, encoder):
            db.session.commit()
            bar.update(done - bar.pos)


def _named(name):
    """Prompts and lengths belong to the model of the settings; another one has its own."""
    wanted = wanted_model()
    return wanted if name == wanted.name else replace(EncoderChoice(), name=name)


def _shown(choice):
    changed = {key: value for key, value in asdict(choice).items() if value and key != "name"}
    return "、".join(f"{key}={value}" for key, value in changed.items()) or "按模型自己的设置"

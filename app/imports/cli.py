"""flask import capabilities|needs|organisations FILE."""

import csv

import click
from sqlalchemy import select
from tqdm import tqdm

from app.accounts.models import SYSTEM, Organisation, OrganisationState
from app.capabilities.models import CapabilityState
from app.extensions import db
from app.imports import takers
from app.imports.operations import bring_in
from app.imports.reading import UnreadableFile
from app.matches.index import index_of
from app.needs.models import NeedState

NOUNS = {
    "capabilities": (takers.take_capability, CapabilityState.PUBLISHED),
    "needs": (takers.take_need, NeedState.RECOMMENDED),
    "organisations": (takers.take_organisation, OrganisationState.VERIFIED),
}
INDEXED = {"capabilities": "capability", "needs": "need"}
COUNTED = {"created": "新增", "changed": "更新", "unchanged": "未变", "refused": "拒绝"}


def register(app):
    app.cli.command("import")(import_file)


@click.argument("noun", type=click.Choice(list(NOUNS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--organisation", help="The organisation of rows that name none; made if absent.")
@click.option("--dry-run", is_flag=True, help="Check every row, write nothing.")
@click.option("--report", type=click.Path(dir_okay=False), help="Write refused rows here as CSV.")
def import_file(noun, file, organisation, dry_run, report):
    """Bring a table in: JSON Lines, CSV or XLSX, also gzipped. Rows are known by their key."""
    take, state = NOUNS[noun]
    terms = takers.Terms(state, _organisation(organisation, noun) if organisation else None)
    try:
        save = db.session.flush if dry_run else db.session.commit
        told = bring_in(file, take, terms, SYSTEM, save, lambda rows: tqdm(rows, unit="行"))
    except UnreadableFile as error:
        raise click.ClickException(str(error)) from error
    (db.session.rollback if dry_run else db.session.commit)()
    _print(told, dry_run)
    if not dry_run and noun in INDEXED:
        _refresh_index(INDEXED[noun])
    if report:
        with open(report, "w", newline="", encoding="utf-8-sig") as out:
            csv.writer(out).writerows([("行", "编号", "原因"), *told.refused])


def _organisation(name, noun):
    found = db.session.scalar(select(Organisation).where(Organisation.name == name))
    if found is None:
        kind = "enterprise" if noun == "needs" else "institute"
        found = Organisation(name=name, kind=kind, state=OrganisationState.VERIFIED)
        db.session.add(found)
        db.session.flush()
    return found.id


def _refresh_index(kind):
    """Leave a snapshot of what was brought in, so that no web worker has to build it."""
    click.echo("正在更新检索索引")
    index = index_of(kind)
    index.current()
    index.save()


def _print(told, dry_run):
    counts = "，".join(f"{label} {told.counts[name]}" for name, label in COUNTED.items())
    click.echo(("试导入（没有写入）：" if dry_run else "导入完成：") + counts)
    for line, key, reason in told.refused[:20]:
        click.echo(f"  第 {line} 行 {key}：{reason}")
    if len(told.refused) > 20:
        click.echo(f"  另有 {len(told.refused) - 20} 行，用 --report 写到文件里看")

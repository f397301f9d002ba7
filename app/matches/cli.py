"""flask match, flask index: the ranking and the search index from the command line."""

import click
from flask.cli import AppGroup
from sqlalchemy import or_, select

from app.extensions import db
from app.matches import cache, reasons
from app.matches.entries import live_ids, read_clock, rewrite_entries
from app.matches.index import index_of
from app.matches.learn_cli import learn, pairs
from app.matches.nightly import nightly
from app.matches.queries import things_of
from app.matches.reencode_cli import reencode
from app.matches.verdict import verdict
from app.needs.models import Need

KINDS = {"need": "需求", "past_need": "不再揭榜的需求", "capability": "能力"}
index = AppGroup("index", help="The search index: its state, and building it again.")


class NeedOrCommand(AppGroup):
    """`flask match XQ-2026-0001` ranks; a word that is a command is that command."""

    def resolve_command(self, context, args):
        if args[0] not in self.commands and not args[0].startswith("-"):
            args = ["rank", *args]
        return super().resolve_command(context, args)


match = NeedOrCommand("match", help="Rank for a need; learn from the decisions.")


def register(app):
    match.add_command(learn)
    match.add_command(nightly)
    match.add_command(pairs)
    match.add_command(reencode)
    app.cli.add_command(match)
    app.cli.add_command(index)


@match.command()
@click.argument("need_id")
@click.option("--top", default=20, show_default=True, help="how many capabilities")
def rank(need_id, top):
    """Rank the published capabilities for a need (its id or number), with the reasons."""
    need = _need(need_id)
    click.echo(f"{need.number} {need.title}（{need.organisation.name}）")
    ranking = reasons.capabilities_for(need, limit=top)
    rows = things_of("capability", [int(found.id) for found in ranking])
    for place, found in enumerate(ranking, start=1):
        _tell(place, found, rows[int(found.id)])
    if not ranking:
        click.echo("能力库里没有已发布的能力")


@index.command()
def status():
    """How many things are public, how many are in the index, and what the cache holds."""
    epoch, last = read_clock(db.session)
    click.echo(f"序号 {last}，缓存目录 {cache.folder()}")
    for kind, label in KINDS.items():
        public = len(live_ids(db.session, kind))
        matcher = index_of(kind).current()
        click.echo(
            f"{label}：公开 {public} 件，索引 {len(matcher)} 件，模型 {matcher.encoder.model_id}"
        )


@index.command()
def rebuild():
    """Encode everything public again with today's model, and write the cache."""
    for kind, label in KINDS.items():
        rewrite_entries(db.session, kind)
        db.session.commit()
        index_of(kind).rebuild()
        click.echo(f"{label}：{len(index_of(kind).current())} 件已重建")


def _need(need_id):
    same = Need.number == need_id
    if need_id.isdigit():
        same = or_(same, Need.id == int(need_id))
    need = db.session.scalars(select(Need).where(same)).unique().first()
    if need is None:
        raise click.ClickException(f"没有编号或序号是 {need_id} 的需求")
    return need


def _tell(place, found, capability):
    click.echo(f"\n{place}. {found.score:.0f} 分  {capability.number} {capability.title}")
    click.echo(f"   {capability.organisation.name}  {verdict(found.comparisons)}")
    for part in found.parts:
        click.echo(f"   {part.label} {part.points:g}/{part.out_of:g}  {part.why}")
    for evidence in found.evidence:
        click.echo(
            f"   {'－' if evidence.is_against else '＋'} {evidence.sentence}（{evidence.source}）"
        )
    for text in found.missing:
        click.echo(f"   ？ {text}")

"""The night's work: every open need held against every published capability."""

import csv
from dataclasses import replace

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from app.extensions import db
from app.matches.documents import need_document
from app.matches.entries import chunks, live_ids, live_things
from app.matches.index import index_of
from app.matches.models import Match
from app.matches.queries import things_of
from app.matches.verdict import verdict

COLUMNS = ("需求编号", "需求", "能力编号", "能力", "能力单位", "得分", "指标")


@click.command()
@click.option("--top", default=5, show_default=True, help="Capabilities a need at most.")
@click.option("--least", default=40.0, show_default=True, help="Lowest score that is told, of 100.")
@click.option("--out", type=click.File("w", encoding="utf-8-sig"), default="-", help="CSV file.")
@with_appcontext
def nightly(top, least, out):
    """The pairs worth recommending that nobody has begun yet, as CSV, for all open needs."""
    begun = set(db.session.execute(select(Match.need_id, Match.capability_id)).tuples())
    matcher = index_of("capability").current()
    table, pairs = csv.writer(out), 0
    table.writerow(COLUMNS)
    for ids in chunks(live_ids(db.session, "need")):
        for need in live_things(db.session, "need", ids):
            found = _worth(matcher, need, top, least, begun)
            capabilities = things_of("capability", [int(one.id) for one in found])
            pairs += len(found)
            table.writerows(_line(need, capabilities[int(one.id)], one) for one in found)
    click.echo(f"{pairs} 对，已经在对接的不在其中", err=True)


def _worth(matcher, need, top, least, begun):
    document = need_document(need)
    # Without its number: need 7 is not capability 7.
    ranked = matcher.rank(replace(document, id=""), 4 * top, explain=False)
    fresh = (one for one in ranked if one.score >= least and (need.id, int(one.id)) not in begun)
    return list(fresh)[:top]


def _line(need, capability, found):
    return (
        need.number,
        need.title,
        capability.number,
        capability.title,
        capability.organisation.name,
        f"{found.score:.1f}",
        verdict(found.comparisons),
    )

"""`flask accounts ...`: the first accounts of a real city, and a way back in for a locked-out one."""

import click
from flask import current_app
from flask.cli import AppGroup

from app.accounts.chain_leads import lead_chains
from app.accounts.models import SYSTEM, Organisation
from app.accounts.operations import create_account, reset_password
from app.accounts.organisation_operations import office_of_city, office_of_district
from app.accounts.roles import ACCOUNT_ROLES
from app.accounts.signing_in import account_named
from app.chains.models import Chain
from app.extensions import db
from app.workflow.declaration import Role, WorkflowError

commands = AppGroup("accounts", help="Accounts: create, reset.")


def register(app):
    app.cli.add_command(commands)


@commands.command("create")
@click.argument("login")
@click.option("--name", required=True, help="The person's name.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in ACCOUNT_ROLES]),
    help="May be given several times.",
)
@click.option("--organisation", default="", help="Full name of an organisation that exists.")
@click.option(
    "--district", default="", help="For a district officer: 璧山区; its office is founded."
)
@click.option("--chain", "chains", multiple=True, help="For a chain lead: the chain's code.")
@click.option("--email", default="")
@click.option("--phone", default="")
def create(login, name, roles, organisation, district, chains, email, phone):
    """Make an account and print its one-time password."""
    roles = {Role(role) for role in roles}
    try:
        belongs_to = _organisation(organisation, district, roles)
        user, password = create_account(
            login, name, roles, belongs_to, SYSTEM, email=email, phone=phone
        )
    except WorkflowError as reason:
        raise click.ClickException(str(reason)) from None
    lead_chains(user, [_chain(code).id for code in chains], SYSTEM)
    db.session.commit()
    click.echo(f"{user.login}  {password}")
    click.echo("This password is shown once and must be changed at the first sign-in.", err=True)


@commands.command("reset")
@click.argument("login")
def reset(login):
    """Give an account a new one-time password and lift its lock."""
    user = account_named(login)
    if user is None:
        raise click.ClickException(f"no account {login}")
    password = reset_password(user, SYSTEM)
    db.session.commit()
    click.echo(f"{user.login}  {password}")


def _organisation(name, district, roles):
    if name:
        found = db.session.scalar(db.select(Organisation).where(Organisation.name == name))
        if found is None:
            raise click.ClickException(f"no organisation {name}")
        return found
    if district:
        return office_of_district(district, SYSTEM)
    if Role.OFFICER in roles:
        return office_of_city(current_app.config["SITE_OWNER"], SYSTEM)
    return None


def _chain(code):
    found = db.session.scalar(db.select(Chain).where(Chain.code == code))
    if found is None:
        raise click.ClickException(f"no chain {code}")
    return found

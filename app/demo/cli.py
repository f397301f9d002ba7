"""flask demo: load the demonstration, and say which accounts it brought."""

import click
from flask import current_app
from tqdm import tqdm

from app.demo import load
from app.demo.cast import PASSWORD
from app.extensions import db

ACCOUNTS = (
    ("enterprise", "企业：写需求、选对接、确认里程碑"),
    ("university", "高校：登记能力、揭榜"),
    ("institute", "科研院所：登记能力、揭榜、报里程碑"),
    ("supplier", "供应商：登记能力、揭榜，也提需求"),
    ("district", "区县经信委：推荐需求"),
    ("officer", "市级受理岗：审查、发榜、审核匹配、定榜、验收"),
    ("expert", "专家：评审"),
    ("chainlead", "链长：看链、看薄弱环节"),
    ("auditor", "审计：看全程记录"),
    ("admin", "系统管理员：账号与设置"),
)


def register(app):
    @app.cli.command("demo")
    @click.option("--if-empty", is_flag=True, help="Do nothing when the database has people.")
    def demo(if_empty):
        """Load the demonstration into an empty database."""
        if load.has_people():
            if not if_empty:
                raise click.ClickException("数据库里已经有账号；演示数据只能装进空库")
        else:
            cast, needs = load.load(
                lambda steps: tqdm(steps, desc="演示数据", unit="步", miniters=100)
            )
            db.session.commit()
            load.load_talks(cast, needs)
            db.session.commit()
        if load.is_loaded():
            _print_accounts()


def _print_accounts():
    click.echo(f"\n{current_app.config['SITE_NAME']} 演示账号（密码都是 {PASSWORD}）")
    for login, purpose in ACCOUNTS:
        click.echo(f"  {login:<12}{purpose}")

"""flask docs: the pages of docs/ that are written from the code, and whether they are fresh."""

from pathlib import Path

import click

from app.config import ROOT, SETTINGS
from app.workflow.registry import workflows
from app.workflow.render import document, table


def pages():
    """{path: text} of everything written from the code."""
    return {
        ROOT / "docs" / "workflows.md": document(workflows()),
        ROOT / "docs" / "settings.md": settings_page(),
    }


def settings_page():
    rows = [(f"`{s.name}`", f"`{_shown(s.default)}`", s.meaning) for s in SETTINGS]
    return (
        "# Settings\n\nWritten by `flask docs` from `app/config.py`; each is an environment "
        "variable.\n\n" + table(("setting", "default", "meaning"), rows)
    )


def stale():
    """The pages that no longer say what the code says."""
    return [path for path, text in pages().items() if not path.exists() or path.read_text() != text]


def register(app):
    @app.cli.command("docs")
    @click.option("--check", is_flag=True, help="Fail when a page is stale; write nothing.")
    def docs(check):
        """Write docs/workflows.md and docs/settings.md."""
        if check:
            old = [str(Path(path).relative_to(ROOT)) for path in stale()]
            if old:
                raise click.ClickException(f"run `make docs`, stale: {', '.join(old)}")
            return
        for path, text in pages().items():
            path.write_text(text)


def _shown(default):
    return "instance/" if str(default).startswith(str(ROOT)) else default

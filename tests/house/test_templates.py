"""House rules of templates: they compile, no inline style or script, names on all controls."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, nodes

from app import formats

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
STATIC = sorted((ROOT / "app" / "static").rglob("*.*"))
COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
# A tag to its end; Jinja expressions inside may hold > of their own.
TAG = re.compile(r"<(input|select|textarea)\b((?:{{.*?}}|{%.*?%}|[^>])*)>", re.DOTALL)
UNLABELLED_KINDS = re.compile(r'type="(hidden|submit|button)"')


def source(name):
    return COMMENT.sub("", (FOLDER / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def environment():
    environment = Environment(loader=FileSystemLoader(FOLDER), autoescape=True)
    environment.filters.update(formats.FILTERS)
    return environment


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_compiles_and_all_it_names_exists(name, environment):
    environment.get_template(name)
    tree = environment.parse(environment.loader.get_source(environment, name)[0])
    for kind in (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport):
        for node in tree.find_all(kind):
            if isinstance(node.template, nodes.Const):
                environment.get_template(node.template.value)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_imported_macro_is_there(name, environment):
    tree = environment.parse(environment.loader.get_source(environment, name)[0])
    for node in tree.find_all(nodes.FromImport):
        offered = _macros(node.template.value, environment)
        wanted = {wish if isinstance(wish, str) else wish[0] for wish in node.names}
        assert wanted <= offered, wanted - offered


def _macros(name, environment):
    tree = environment.parse(environment.loader.get_source(environment, name)[0])
    return {macro.name for macro in tree.find_all(nodes.Macro)} | {
        node.target.name
        for node in tree.find_all(nodes.Assign)
        if isinstance(node.target, nodes.Name)
    }


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_inline_style_and_no_inline_script(name):
    text = source(name)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert "javascript:" not in text
    for attributes, body in re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.DOTALL):
        assert "src=" in attributes
        assert not body.strip()


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_fetched_from_another_host(name):
    fetched = re.findall(r"(?:src|srcset|data)\s*=\s*[\"'](\s*(?:https?:)?//[^\"']*)", source(name))
    fetched += re.findall(r"<link\b[^>]*href\s*=\s*[\"'](\s*(?:https?:)?//[^\"']*)", source(name))
    assert not fetched


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_control_has_a_name_to_be_called_by(name):
    text = source(name)
    for tag, attributes in TAG.findall(text):
        if UNLABELLED_KINDS.search(attributes) or "aria-label" in attributes:
            continue
        found = re.search(r'\sid="([^"]+)"', attributes)
        assert found, f"<{tag}{attributes}> has neither id nor aria-label"
        assert f'for="{found[1]}"' in text, f'no <label for="{found[1]}">'


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_picture_says_what_it_shows_or_that_it_shows_nothing(name):
    for attributes in re.findall(r"<(?:img|svg)\b((?:{{.*?}}|[^>])*)>", source(name)):
        assert re.search(r"\balt=|aria-hidden=\"true\"|aria-label=|aria-labelledby=", attributes)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_post_form_carries_its_token(name):
    for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", source(name), re.DOTALL):
        assert re.search(r"csrf_token|_hidden\(|hidden_tag", form), form[:120]


@pytest.mark.parametrize("path", STATIC, ids=lambda path: path.name)
def test_our_own_files_name_no_other_host(path):
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|@import", text)


def test_every_macro_says_in_a_line_what_it_takes():
    for path in sorted((FOLDER / "macros").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("{#"), path.name
        for macro in re.findall(r"{%-? macro ([a-z]\w*)\(", text):
            assert macro in "".join(COMMENT.findall(text)), f"{path.name}: {macro}"

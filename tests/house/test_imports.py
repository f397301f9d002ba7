"""Who may import whom, read from the source itself."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOUNS = {
    "accounts", "chains", "needs", "calls", "capabilities", "matches", "bids", "reviews", "projects",
}  # fmt: skip
# Files that speak to the browser or the shell; only they may know Flask or commit.
FRONT = ("views", "api", "cli", "jobs")


def python_files(folder):
    return sorted((ROOT / folder).rglob("*.py"))


def imports_of(path):
    """Dotted names imported anywhere in the file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def offenders(folder, forbidden, exempt=lambda path: False):
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in python_files(folder)
        if not exempt(path)
        for name in imports_of(path)
        if any(name == bad or name.startswith(bad + ".") for bad in forbidden)
    ]


def is_front(path):
    return any(path.stem == front or path.stem.endswith(f"_{front}") for front in FRONT)


def test_matching_knows_neither_flask_nor_the_database():
    assert offenders("matching", ("flask", "sqlalchemy", "app", "forms")) == []


def test_forms_do_not_know_the_app():
    assert offenders("forms", ("app", "sqlalchemy", "flask_sqlalchemy")) == []


def test_only_the_matches_room_imports_matching():
    assert offenders("app", ("matching",), lambda p: p.parent.name == "matches") == []


def test_the_workflow_engine_knows_no_noun():
    rooms = tuple(f"app.{noun}" for noun in NOUNS - {"accounts"})
    assert offenders("app/workflow", rooms) == []
    assert offenders("app/workflow", ("app.accounts",), lambda p: p.stem == "stateful") == []


def test_declarations_need_only_the_standard_library():
    path = ROOT / "app/workflow/declaration.py"
    assert not [name for name in imports_of(path) if name.split(".")[0] in ("app", "sqlalchemy")]


@pytest.mark.parametrize("layer", ["models", "rules", "operations", "queries", "workflow"])
def test_inner_layers_know_no_view_and_no_form(layer):
    bad = []
    for path in ROOT.glob(f"app/*/{layer}.py"):
        for name in imports_of(path):
            last = name.split(".")[-1]
            allowed = name.startswith("forms.validators")
            if last.endswith("views") or (name.startswith("forms") and not allowed):
                bad.append(f"{path.relative_to(ROOT)} imports {name}")
    assert bad == []


def test_models_do_not_import_what_is_built_on_them():
    bad = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in ROOT.glob("app/*/models.py")
        for name in imports_of(path)
        if name.split(".")[-1] in ("operations", "queries", "rules", "views")
    ]
    assert bad == []


def test_commits_are_made_where_requests_and_commands_end():
    allowed = {"app/acting.py"}  # what the rooms' action views share
    bad = [
        str(path.relative_to(ROOT))
        for path in python_files("app")
        if "session.commit(" in path.read_text()
        and not is_front(path)
        and str(path.relative_to(ROOT)) not in allowed
    ]
    assert bad == []


def test_there_is_no_cycle_between_modules():
    graph = {}
    for path in python_files("app"):
        graph[module_name(path)] = {
            name for name in top_imports(path) if name.startswith("app.") or name == "app"
        }
    known = set(graph)
    graph = {m: {n for n in names if n in known and n != m} for m, names in graph.items()}
    assert find_cycle(graph) is None


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def top_imports(path):
    """Imports at module level only: a late import inside a function cannot make a cycle."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            named = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from named
            yield node.module


def find_cycle(graph):
    done, path = set(), []

    def walk(module):
        if module in path:
            return path[path.index(module) :] + [module]
        if module in done:
            return None
        path.append(module)
        for other in sorted(graph[module]):
            if found := walk(other):
                return found
        path.pop()
        done.add(module)
        return None

    return next((found for module in sorted(graph) if (found := walk(module))), None)

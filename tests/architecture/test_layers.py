"""Imports run one way, heavy libraries have one home each, and no module grows past a glance."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "triage"

# Lowest first. A module may import from its own layer and from any layer below it.
LAYERS = (
    {"", "text", "locate", "emergency", "commands"},
    {"rules"},
    {"engine"},
    {"explain"},
    {"session", "plan"},
    {"case"},
    {"export"},
    {"documents"},
    {"policy", "store"},
    {"training"},
    {"plain", "ui"},
    {"cli", "__main__"},
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
SIDE_BY_SIDE = ({"plain", "ui"}, {"session", "plan"}, {"policy", "store"})
"""Layers that stand beside each other and do not know of each other."""

HOMES = {
    "yaml": {"rules/yaml_reader.py"},
    "jsonschema": {"rules/schema.py"},
    "durable_rules_engine": {"engine/durable.py"},
    "durable": {"engine/durable.py"},
    "textual": {"ui/"},
    "rich": {"ui/"},
    "pysat": {"policy/prove/solver.py"},
    "docx": {"documents/writers/word/"},
    "nacl": {"policy/release/signing.py"},
    "sqlcipher3": {"store/database.py"},
    "cryptography": {"store/sealing.py"},
    "keyring": {"store/keychain.py"},
    "krippendorff": {"training/agreement.py"},
    "numpy": {"training/agreement.py"},
}
LATE = {
    "yaml",
    "jsonschema",
    "durable_rules_engine",
    "durable",
    "pysat",
    "sqlcipher3",
    "cryptography",
    "keyring",
    "krippendorff",
    "numpy",
    "docx",
    "nacl",
}
"""Libraries imported only inside functions, wherever their home is."""
MOST_LINES = 400

MODULES = sorted(SOURCE.rglob("*.py"))


def layer(path: Path) -> str:
    parts = path.relative_to(SOURCE).parts
    return parts[0].removesuffix(".py").replace("__init__", "")


def imported(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every module named by an import statement, with the statement."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"a relative import, line {node.lineno}: name the whole path"
            assert node.module is not None
            if node.module == "triage":
                yield from ((node, f"triage.{alias.name}") for alias in node.names)
            else:
                yield node, node.module


def problems_of(path: Path, source: str) -> list[str]:
    """What one module imports that it should not."""
    own = layer(path)
    found = []
    tree = ast.parse(source)
    inside_functions = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
    }
    for node, name in imported(tree):
        head, _, rest = name.partition(".")
        if head == "triage":
            other = rest.split(".")[0]
            other = "" if other.startswith("__") else other
            if other not in RANK:
                found.append(f"{path.name} imports {name}, which belongs to no layer")
            elif RANK[other] > RANK[own]:
                found.append(f"{path.name} imports {name}, which stands above it")
            elif other != own and any({own, other} <= beside for beside in SIDE_BY_SIDE):
                found.append(f"{path.name} imports {name}, which stands beside it")
        elif head in HOMES:
            relative = path.relative_to(SOURCE).as_posix()
            if not any(relative == home or (home.endswith("/") and relative.startswith(home)) for home in HOMES[head]):
                found.append(f"{path.name} imports {head}, whose home is {' '.join(HOMES[head])}")
            elif head in LATE and id(node) not in inside_functions and not late_module(relative):
                found.append(f"{path.name} imports {head} as soon as it is loaded")
    return found


def late_module(relative: str) -> bool:
    """A module that is itself only ever imported inside functions may import its library at the top."""
    name = "triage." + relative.removesuffix(".py").replace("/", ".")
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        late = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            for inner in ast.walk(node)
        }
        guarded = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            for inner in ast.walk(node)
        }
        if any(name == other and id(node) not in late | guarded for node, other in imported(tree)):
            return False
    return True


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_run_downwards_and_heavy_libraries_stay_home(path: Path) -> None:
    assert layer(path) in RANK, f"{path} stands in no layer"
    assert problems_of(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_module_is_longer_than_it_may_be(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("rules/model.py", "from triage.engine import decision"),
        ("engine/decide.py", "from triage.plan.build import build_plan"),
        ("plain/app.py", "def f():\n    from triage.ui.app import App"),
        ("session/session.py", "import triage.plan.model"),
        ("rules/load.py", "import yaml"),
        ("engine/evaluate.py", "def f():\n    import durable_rules_engine"),
        ("cli/main.py", "from textual.app import App"),
        ("policy/prove/run.py", "def f():\n    import pysat"),
        ("policy/prove/solver.py", "from pysat.solvers import Glucose4"),
        ("text.py", "from triage.rules import model"),
        ("plan/build.py", "import triage.elsewhere"),
    ],
)
def test_the_test_sees_a_wrong_import(path: str, source: str) -> None:
    assert len(problems_of(SOURCE / path, source)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("plan/build.py", "from triage.rules.model import Rule\nfrom triage import text"),
        ("cli/main.py", "from triage import __version__"),
        ("ui/app.py", "from textual.app import App"),
        ("rules/yaml_reader.py", "def read():\n    import yaml"),
        ("policy/prove/solver.py", "def solve():\n    from pysat.solvers import Glucose4"),
    ],
)
def test_the_test_allows_a_right_import(path: str, source: str) -> None:
    assert problems_of(SOURCE / path, source) == []

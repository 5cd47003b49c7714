"""Who may import whom: each module only those above it, Streamlit and spaCy only where they belong."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = [
    {"days", "errors", "json_form", "plurals", "turns"},
    {"records", "lexicon", "installed", "provenance", "soundness"},
    {"amounts", "layout", "name_keys", "citations"},
    {"documents", "language"},
    {"readers"},
    {"gazetteer"},
    {"geocoding"},
    {"reading"},
    {"analysis"},
    {
        "tables",
        "duplicates",
        "likeness",
        "query",
        "search",
        "columns",
        "palette",
        "basemap",
        "map_view",
        "markers",
        "plotting",
        "charts",
        "claims_plot",
        "profiles",
    },
    {"claims", "corrections", "amendments", "figures", "grouping", "tolls"},
    {"workspace", "storage", "shelf", "shelves"},
    {"filters", "found"},
    {"exports"},
    {"blocks"},
    {"block_reader", "copies", "packed", "reaches"},
    {"saved"},
    {"following"},
    {"corpus"},
    {"facet_values", "mentions", "ordering", "placeless", "stories", "summaries", "voices"},
    {"matches"},
    {"explorer", "transfer", "batch", "cluster", "progress"},
    {"workspace_command"},
    {"__main__", "ui"},
]
"""From the ground up; "reading" stands for every module that reads records out of a Doc."""

NAMED = set().union(*LAYERS)
MODULES = sorted(ROOT.glob("lib/**/*.py"))
SPACY = {"analysis", "reading", "language"}


def layer(module: str) -> int:
    part = module.split(".")[1] if "." in module else module
    part = part if part in NAMED else "reading"
    return next(number for number, parts in enumerate(LAYERS) if part in parts)


def imports(path: Path) -> set[str]:
    package = ".".join(path.relative_to(ROOT).with_suffix("").parts[:-1])
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                up = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*up, base] if base else up)
            found |= {f"{base}.{name.name}" for name in node.names} if base == "lib" else {base}
    return found


def named(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_imports_only_from_those_above_it(path):
    own = named(path)
    if own == "lib.__init__":
        return
    for other in imports(path):
        if other.startswith("lib.") and other != "lib.__version__":
            assert layer(other) <= layer(own), f"{own} imports {other}, which stands below it"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_streamlit_stays_in_the_page(path):
    uses = any(name.split(".")[0] == "streamlit" for name in imports(path))
    assert not uses or named(path).startswith("lib.ui")


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_spacy_stays_below_the_analysis(path):
    uses = any(name.split(".")[0] == "spacy" for name in imports(path))
    part = named(path).split(".")[1]
    assert not uses or (part if part in NAMED else "reading") in SPACY

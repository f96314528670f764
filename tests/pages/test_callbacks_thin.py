"""The habits of the code, read from the code: thin callbacks, ids that name their page, no data in pages."""

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import dashboard

HOME = Path(str(dashboard.__file__)).parent
MODULES = sorted(HOME.rglob("*.py"))
SCREEN = sorted([*(HOME / "pages").glob("*.py"), *(HOME / "components").glob("*.py")])
PAGES = sorted(path for path in (HOME / "pages").glob("*.py") if path.stem != "__init__")
MOST_STATEMENTS = 5
SHELL = re.compile(r"shell-[a-z-]+|notice|main")
NAMING = {
    "select",
    "grouped_select",
    "switch",
    "weight",
    "whole",
    "number",
    "row_button",
    "graph",
    "area_map",
    "need_map",
    "Input",
    "Output",
    "State",
}
"""Calls whose first argument is an id."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return str(path.relative_to(HOME))


def last_name(node: ast.expr) -> str:
    """The last part of a dotted name: `callback` of `dash.callback(...)`."""
    if isinstance(node, ast.Call):
        return last_name(node.func)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def callbacks(tree: ast.AST) -> list[Function]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, Function) and "callback" in {last_name(one) for one in node.decorator_list}
    ]


def statements(function: Function) -> int:
    """How many statements a function has, those inside others included, its docstring not."""
    inside = [node for node in ast.walk(function) if isinstance(node, ast.stmt) and node is not function]
    return len(inside) - (ast.get_docstring(function) is not None)


def ids(tree: ast.AST) -> Iterator[str]:
    """Every id written out in a module: `id=…`, the first argument of what takes one, the type of a pattern."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        given = [keyword.value for keyword in node.keywords if keyword.arg == "id"]
        given += node.args[:1] if last_name(node.func) in NAMING else []
        for value in given:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value
            elif isinstance(value, ast.Dict):
                yield from _types(value)


def _types(pattern: ast.Dict) -> Iterator[str]:
    for key, value in zip(pattern.keys, pattern.values, strict=True):
        if isinstance(key, ast.Constant) and key.value == "type" and isinstance(value, ast.Constant):
            yield str(value.value)


@pytest.mark.parametrize("path", SCREEN, ids=name_of)
def test_callbacks_are_thin(path: Path) -> None:
    found = {function.name: statements(function) for function in callbacks(ast.parse(path.read_text("utf-8")))}
    assert {name: count for name, count in found.items() if count > MOST_STATEMENTS} == {}


def test_there_are_callbacks_to_look_at() -> None:
    found = [one.name for path in SCREEN for one in callbacks(ast.parse(path.read_text("utf-8")))]
    assert len(found) >= 4


def test_a_thick_callback_would_be_seen() -> None:
    body = "    'Said.'\n    b = a\n    if b:\n        c = 1\n        d = 2\n    e = 3\n    return b\n"
    thick = f"@dash.callback(x)\ndef f(a):\n{body}"
    (function,) = callbacks(ast.parse(thick))
    assert statements(function) == 6


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_ids_name_their_page(path: Path) -> None:
    found = set(ids(ast.parse(path.read_text("utf-8"))))
    strange = {one for one in found if not one.startswith(f"{path.stem}-") and not SHELL.fullmatch(one)}
    assert strange == set()


def test_ids_are_found_however_they_are_written() -> None:
    code = "html.P(id='a')\ncontrols.select('b', 1)\nInput({'type': 'c', 'n': ALL}, 'x')\ngraph(d, 2)"
    assert set(ids(ast.parse(code))) == {"a", "b", "c"}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_page_holds_a_table(path: Path) -> None:
    importlib.import_module("app")
    module = sys.modules[f"dashboard.pages.{path.stem}"]
    assert [name for name, value in vars(module).items() if _holds_table(value)] == []


def _holds_table(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_table, value.values()))
    if isinstance(value, list | tuple | set):
        return any(map(_holds_table, value))
    return isinstance(value, pd.DataFrame | pd.Series)


def test_a_table_would_be_seen() -> None:
    assert _holds_table({"a": [pd.DataFrame()]})
    assert not _holds_table({"a": [1, "b"]})


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_everything_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    public = [tree, *_public(tree.body)]
    assert [getattr(node, "name", "the module") for node in public if not ast.get_docstring(node)] == []


def _public(body: list[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            yield from _public(node.body) if isinstance(node, ast.ClassDef) else ()

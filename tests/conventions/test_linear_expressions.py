"""No regular expression takes more than linear time, whatever text it is given."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.backtracking import superlinear

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = sorted(path for path in (ROOT / "sanctions").rglob("*.py") if path.name != "__main__.py")
#: Expressions with assertions longer than a letter, which the automaton does not see; measured instead.
MEASURED = {
    "sanctions.files.toml:_TOKEN": "tests/doors/test_time.py",
}
_ANYWHERE = frozenset(("search", "sub", "subn", "split", "findall", "finditer"))
_USES = ("search", "match", "fullmatch")


def module_of(path: Path) -> ModuleType:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))


def compiled(value: object) -> Iterator[re.Pattern[str] | re.Pattern[bytes]]:
    """Yield the expressions in a value of a module, also those in tables of them."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from compiled([*value, *value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from compiled(each)


def uses_of(name: str, tree: ast.AST) -> set[str]:
    """Return the methods called on a name; all of them where it is used in any other way."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name]
    called = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.value in names]
    if not called or len(called) < sum(isinstance(node.ctx, ast.Load) for node in names):
        return set(_USES)
    return {"search" if each.attr in _ANYWHERE else each.attr for each in called} & set(_USES)


def calls_of_re(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            where = node.func.value
            if isinstance(where, ast.Name) and where.id == "re" and node.func.attr != "escape":
                yield node


def in_functions(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield from calls_of_re(node)


def flags_of(call: ast.Call) -> int:
    plain = 2 if call.func.attr in ("search", "match", "fullmatch", "findall", "finditer") else 9
    given = [*call.args[plain:], *(each.value for each in call.keywords if each.arg == "flags")]
    return int(eval(ast.unparse(given[0]), {"re": re})) if given else 0


def found_in(path: Path) -> Iterator[tuple[str, str | bytes, int, str]]:
    """Yield place, expression, flags and use of everything a module gives to `re`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module = module_of(path)
    for name, value in vars(module).items():
        for each in compiled(value):
            for use in uses_of(name, tree):
                yield f"{module.__name__}:{name}", each.pattern, each.flags & ~re.UNICODE, use
    for call in in_functions(tree):
        place = f"{module.__name__}:{call.lineno}"
        assert isinstance(call.args[0], ast.Constant), f"{place}: compile it with a name at module level"
        use = "search" if call.func.attr in _ANYWHERE else call.func.attr
        yield place, call.args[0].value, flags_of(call), use


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: str(path.relative_to(ROOT)))
def test_expressions_are_linear(path: Path) -> None:
    slow = {
        f"{place} {use}: {superlinear(pattern, flags, use)} {pattern!r}"
        for place, pattern, flags, use in found_in(path)
        if place not in MEASURED and superlinear(pattern, flags, use)
    }
    assert slow == set()


@pytest.mark.parametrize(
    ("pattern", "use", "expected"),
    [
        (r"\d+", "search", ""),
        (r"(?<!\d)\d+x", "search", ""),
        (r"\([^()]*\)", "search", ""),
        (r"(?:\.\w+){4,}", "search", ""),
        (r"a*b*c", "fullmatch", ""),
        (r"\w*+x", "fullmatch", ""),
        (r"\w*\s*x", "match", ""),
        (r"^ *x", "search", ""),
        (r" *x", "match", ""),
        (r"\s*x", "search", "quadratic"),
        (r"\s+$", "search", "quadratic"),
        (r"a.*b", "search", "quadratic"),
        (r"a*a*b", "match", "quadratic"),
        (r".*,.*,", "fullmatch", "quadratic"),
        (r"\(.*?\)", "search", "quadratic"),
        (r"(a+)+b", "match", "exponential"),
        (r"(?:a|ab|b)*c", "match", "exponential"),
        (r"(a*)*b", "match", "exponential"),
    ],
)
def test_what_backtracks_is_known(pattern: str, use: str, expected: str) -> None:
    assert superlinear(pattern, use=use) == expected

"""The model as one flat NumPy function: the same expressions, written out without graph or dispatch.

`python benchmarks/flat_model.py` writes the source again from the equations; it is committed so that anyone
can read what the benchmarks compare against.
"""

from __future__ import annotations

import ast
import datetime as dt
import re
from pathlib import Path

import sanctions as sx
from sanctions.model.assess import build_graph
from sanctions.model.dag import Graph, Node
from sanctions.model.grammar import MEMBERWISE

FLAT = Path(__file__).with_name("flat_model_source.py")
_HEADER = '''"""Written by flat_model.py from the equations; the peer of the graph in benchmarks/model.py."""

# ruff: noqa
from numpy import exp, log, maximum, minimum, sqrt, where
from sanctions.model.grammar import cumulative, first_year, lag, last_year, peak, total


def flat_model(given):
'''


def identifier(key: str) -> str:
    """Return a Python name for the key of a quantity."""
    return re.sub(r"\W+", "_", key).strip("_")


class _Inline(ast.NodeTransformer):
    """Replaces argument names, and words that choose members, by the names of single instances."""

    def __init__(self, node: Node) -> None:
        self._arguments = {argument.name: argument for argument in node.arguments}

    def visit_Call(self, node: ast.Call) -> ast.AST:
        word = node.func.id if isinstance(node.func, ast.Name) else ""
        if word not in MEMBERWISE:
            node.args = [self.visit(argument) for argument in node.args]
            return node
        keys = dict(self._arguments[node.args[0].id].keys)
        member = MEMBERWISE[word][1]
        chosen = [identifier(k) for m, k in keys.items() if member in (None, m)]
        return ast.parse(f"({' + '.join(chosen)})", mode="eval").body

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(identifier(self._arguments[node.id].only))


def source(graph: Graph) -> str:
    """Return the flat function as text."""
    lines = [f"    {identifier(key)} = given[{key!r}]" for key in graph.input_keys]
    for node in graph.nodes:
        body = ast.parse(node.equation.formula, mode="eval").body
        lines.append(f"    {identifier(node.key)} = {ast.unparse(_Inline(node).visit(body))}")
    outputs = [key for name in graph.outputs for key in graph.keys_of(name)]
    lines.append("    return {" + ", ".join(f"{key!r}: {identifier(key)}" for key in outputs) + "}")
    return _HEADER + "\n".join(lines) + "\n"


def main_graph() -> Graph:
    """Return the graph of the first comparison."""
    return build_graph(sx.estimate(sx.snapshot(dt.date(2021, 4, 14))), expectations=True)


if __name__ == "__main__":
    FLAT.write_text(source(main_graph()), encoding="utf-8")

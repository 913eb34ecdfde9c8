"""The equations in order: expanded along their axes, linked by argument names, sorted."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from sanctions.model.equation import AXES, Equation
from sanctions.model.grammar import MEMBERWISE, YEARWISE_PATH, YEARWISE_VALUE, GrammarError

ENTITY = "entity"


def key(name: str, members: Iterable[str] = ()) -> str:
    """Return the key of one instance of a quantity, e.g. ``effect_old[local]``."""
    inside = ",".join(members)
    return f"{name}[{inside}]" if inside else name


@dataclass(frozen=True)
class Quantity:
    """An input the equations read: a parameter, a fact of law or a unit factor.

    Parameters
    ----------
    name : str
    axes : tuple of str
        Axes it is given along.
    by_year : bool
        Whether it has one value per annual column.
    entities : frozenset of str, optional
        Entities it is known for, where it runs along entities; None for all. What reads it exists for these
        alone, so that what has no figure never counts as zero.
    """

    name: str
    axes: tuple[str, ...] = ()
    by_year: bool = False
    entities: frozenset[str] | None = None


@dataclass(frozen=True)
class Argument:
    """Where a node finds one argument: one instance, or the members of an axis by name."""

    name: str
    keys: tuple[tuple[str, str], ...]
    by_member: bool

    @property
    def only(self) -> str:
        """Key of the single instance."""
        return self.keys[0][1]


@dataclass(frozen=True)
class Node:
    """One equation for one combination of members."""

    equation: Equation
    members: tuple[str, ...]
    arguments: tuple[Argument, ...]
    by_year: bool

    @cached_property
    def key(self) -> str:
        """Key of this instance, e.g. ``effect_old[local]``."""
        return key(self.equation.name, self.members)


class Graph:
    """Equations expanded along axes and sorted so that everything is computed before it is read.

    Parameters
    ----------
    equations : sequence of Equation
    inputs : sequence of Quantity
        Everything the equations read that no equation gives.
    members : mapping of str to tuple of str
        Members of each axis, e.g. ``{"segment": ("local",)}``.
    outputs : iterable of str
        Names of the quantities wanted; whatever they do not need is left out.

    Raises
    ------
    GrammarError
        A name nobody gives, a word used on the wrong kind of quantity, a cycle, or a name given twice.
    """

    def __init__(
        self,
        equations: Sequence[Equation],
        inputs: Sequence[Quantity],
        members: Mapping[str, tuple[str, ...]],
        outputs: Iterable[str],
    ) -> None:
        self.members = dict(members)
        self._given = (tuple(equations), tuple(inputs))
        self._equations = {each.name: each for each in equations}
        self._inputs = {each.name: each for each in inputs}
        if len(self._equations) != len(equations) or set(self._equations) & set(self._inputs):
            raise GrammarError("two quantities share a name")
        self._by_year: dict[str, bool] = {}
        self._known_for = {each.name: each.entities for each in inputs}
        self.outputs = tuple(outputs)
        self.nodes = self._expand(self._needed_names(self.outputs))

    @cached_property
    def input_keys(self) -> tuple[str, ...]:
        """Keys of every input instance that some node reads, in order of first use."""
        given = {node.key for node in self.nodes}
        read = [k for node in self.nodes for argument in node.arguments for _, k in argument.keys]
        return tuple(dict.fromkeys(k for k in read if k not in given))

    def keys_of(self, name: str) -> tuple[str, ...]:
        """Return the keys of every instance of an equation that is in the graph."""
        return tuple(node.key for node in self.nodes if node.equation.name == name)

    def upto(self, *outputs: str) -> Graph:
        """Return the part of the graph that leads to other outputs."""
        return Graph(*self._given, self.members, outputs)

    def _needed_names(self, outputs: Iterable[str]) -> list[str]:
        """Return the names of the equations needed, sorted; a cycle is an error."""
        links: dict[str, tuple[str, ...]] = {}
        pending = list(outputs)
        while pending:
            name = pending.pop()
            if name in links or name in self._inputs:
                continue
            if name not in self._equations:
                raise GrammarError(f"nothing gives {name!r}")
            links[name] = self._equations[name].arguments
            pending.extend(links[name])
        try:
            order = list(TopologicalSorter(links).static_order())
        except CycleError as error:
            raise GrammarError(f"the equations run in a circle: {' -> '.join(error.args[1])}") from None
        return [name for name in order if name in links]

    def _expand(self, names: list[str]) -> tuple[Node, ...]:
        """Return the nodes in order; only instances that lead to an output are kept."""
        every: dict[str, Node] = {}
        for name in names:
            found = self._equations[name]
            self._by_year[name] = self._varies_by_year(found)
            self._known_for[name] = self._entities_of(found)
            for members in self._combinations(found.axes):
                if not self._exists(name, found.axes, members):
                    continue
                arguments = tuple(self._argument(found, each, members) for each in found.arguments)
                every[key(name, members)] = Node(found, members, arguments, self._by_year[name])
        wanted: set[str] = set()
        pending = [k for k, node in every.items() if node.equation.name in self.outputs]
        while pending:
            current = pending.pop()
            if current in every and current not in wanted:
                wanted.add(current)
                pending.extend(k for argument in every[current].arguments for _, k in argument.keys)
        return tuple(node for k, node in every.items() if k in wanted)

    def _combinations(self, axes: tuple[str, ...]) -> list[tuple[str, ...]]:
        combinations: list[tuple[str, ...]] = [()]
        for axis in axes:
            combinations = [(*head, member) for head in combinations for member in self.members[axis]]
        return combinations

    def _entities_of(self, found: Equation) -> frozenset[str] | None:
        """Return the entities an equation exists for: those that all it reads along entities is known for."""
        known = [
            self._known_for[name]
            for name in found.arguments
            if ENTITY in found.axes and ENTITY in self.axes_of(name)
        ]
        limited = [each for each in known if each is not None]
        return frozenset.intersection(*limited) if limited else None

    def _exists(self, name: str, axes: tuple[str, ...], members: tuple[str, ...]) -> bool:
        known = self._known_for[name]
        return known is None or ENTITY not in axes or members[axes.index(ENTITY)] in known

    def axes_of(self, name: str) -> tuple[str, ...]:
        """Return the axes of an equation or input."""
        if name in self._equations:
            return self._equations[name].axes
        if name in self._inputs:
            return self._inputs[name].axes
        raise GrammarError(f"nothing gives {name!r}")

    def by_year(self, name: str) -> bool:
        """Return whether a quantity has one value per annual column."""
        return self._inputs[name].by_year if name in self._inputs else self._by_year[name]

    def _argument(self, reader: Equation, name: str, members: tuple[str, ...]) -> Argument:
        """Return where one node finds one of its arguments."""
        here = dict(zip(reader.axes, members, strict=True))
        axes = self.axes_of(name)
        words = [word for word in reader.words_on(name) if word in MEMBERWISE]
        extra = [axis for axis in axes if axis not in here]
        if not extra:
            if words:
                raise GrammarError(f"{reader.name}: {words[0]} on {name}, which has no further axis")
            return Argument(name, (("", key(name, (here[axis] for axis in axes))),), by_member=False)
        if len(extra) > 1 or not words:
            raise GrammarError(f"{reader.name}: {name} runs along {extra}; say which member, or across")
        chosen = {MEMBERWISE[word] for word in words}
        if any(axis not in ("*", extra[0]) for axis, _ in chosen):
            raise GrammarError(f"{reader.name}: {words} do not fit the axis {extra[0]!r} of {name}")
        named = {member for _, member in chosen}
        everyone = self.members[extra[0]]
        known = self._known_for[name]
        if extra[0] == ENTITY and known is not None:
            everyone = tuple(member for member in everyone if member in known)
        if not everyone:
            raise GrammarError(f"{reader.name}: {name} is known for nobody")
        picked = everyone if None in named else tuple(m for m in everyone if m in named)
        missing = named - {None} - set(everyone)
        if missing:
            raise GrammarError(f"{reader.name}: {name} has no member {', '.join(sorted(map(str, missing)))}")
        keys = tuple(
            (member, key(name, ({**here, extra[0]: member}[axis] for axis in axes))) for member in picked
        )
        return Argument(name, keys, by_member=True)

    def _varies_by_year(self, found: Equation) -> bool:
        """Return whether an equation has one value per annual column, from its body alone."""
        return _varies(found.body, {name: self.by_year(name) for name in found.arguments}, found.name)


def _varies(node: ast.expr, by_year: Mapping[str, bool], where: str) -> bool:
    match node:
        case ast.Name(id=name):
            return by_year[name]
        case ast.Call(func=ast.Name(id=word), args=arguments):
            inner = any(_varies(argument, by_year, where) for argument in arguments)
            if word in YEARWISE_PATH | YEARWISE_VALUE and not inner:
                raise GrammarError(f"{where}: {word} on a quantity that does not vary by year")
            return inner and word not in YEARWISE_VALUE
        case _:
            return any(
                _varies(child, by_year, where)
                for child in ast.iter_child_nodes(node)
                if isinstance(child, ast.expr)
            )


def axes_in_order(axes: Iterable[str]) -> tuple[str, ...]:
    """Return axes in their canonical order."""
    chosen = set(axes)
    return tuple(axis for axis in AXES if axis in chosen)

"""Decide whether a regular expression can take more than linear time: ambiguity of its automaton.

A matcher that backtracks tries every way through the automaton that reads the same text. The number of ways
is bounded, for texts of any length, unless a loop has two ways round for one text (exponential), or two loops
read one text that also leads from the first to the second (quadratic or worse; Weber and Seidl, 1991). A
search begins anew at every place, which is a loop over any text in front of the expression.

What the automaton leaves out makes it find too much, never too little: assertions longer than a letter and
possessive repeats of more than a letter count as ordinary ones, a group named again as any letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

_LONGEST_BOUNDED = 100  # repeats up to so many times are written out; more count as without bound
_SOME_OF_EVERY_SCRIPT = (
    0xA0,
    0xE9,
    0x130,
    0x131,
    0x17F,
    0x44F,
    0x5D0,
    0x627,
    0x660,
    0x2028,
    0x212A,
    0x4E00,
    0xD800,
)

Codes = frozenset[int]


@dataclass(eq=False)
class Node:
    """A place in the automaton: reads one of `codes`, or (None) goes on to any of `after` unread.

    `before` and `ahead` are the codes that the letter read last and the next one must be of, `start` says
    whether nothing read will do for `before`, `condition` that accepting asks for more than being here.
    """

    codes: Codes | None = None
    after: list[Node] = field(default_factory=list)
    before: Codes | None = None
    ahead: Codes | None = None
    start: bool = False
    condition: bool = False


State = tuple[Node, Codes]  # reads one of the codes next


class Automaton:
    """The automaton of one expression, used with `search`, `match` or `fullmatch`."""

    def __init__(self, pattern: str | bytes, flags: int, use: str) -> None:
        compiled = re.compile(pattern, flags)
        self.ignore_case = bool(compiled.flags & re.IGNORECASE)
        self.multiline = bool(compiled.flags & re.MULTILINE)
        self.dotall = bool(compiled.flags & re.DOTALL)
        self.empty_rounds = False  # a repeat without bound of what may be nothing
        tree = parser.parse(pattern, flags & ~re.UNICODE)
        named = set(_codes_named(tree))
        near = {code + step for code in named for step in (-1, 0, 1) if code + step >= 0}
        self.every: Codes = frozenset({*range(128), *_SOME_OF_EVERY_SCRIPT, *near})
        self.word = frozenset(code for code in self.every if chr(code).isalnum() or code == ord("_"))
        self.accept = Node(condition=use == "fullmatch")
        self.entry = self._sequence(tree, self.accept)
        if use == "search":
            anywhere = Node(self.every)
            split = Node(after=[self.entry, anywhere])
            anywhere.after = [split]
            self.entry = split
        self.letters = self._letters()

    def _sequence(self, items: object, after: Node) -> Node:
        for item in reversed(list(items)):  # type: ignore[call-overload]
            after = self._item(*item, after)
        return after

    def _item(self, kind: object, value: object, after: Node) -> Node:
        if kind in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
            return Node(self._codes(kind, value), [after])
        if kind is sre.BRANCH:
            return Node(after=[self._sequence(each, after) for each in value[1]])  # type: ignore[index]
        if kind is sre.SUBPATTERN:
            return self._sequence(value[3], after)  # type: ignore[index]
        if kind is sre.ATOMIC_GROUP:
            return self._sequence(value, after)
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            return self._repeat(kind, *value, after)  # type: ignore[misc]
        if kind in (sre.ASSERT, sre.ASSERT_NOT):
            return self._assertion(kind is sre.ASSERT, *value, after)  # type: ignore[misc]
        if kind is sre.AT:
            return self._at(value, after)
        if kind is sre.GROUPREF:
            return Node(self.every, [after])
        raise NotImplementedError(f"{kind} in a regular expression")

    def _repeat(self, kind: object, least: int, most: int, body: parser.SubPattern, after: Node) -> Node:
        letter = self._one_letter(body)
        if kind is sre.POSSESSIVE_REPEAT and letter is not None:
            after = Node(after=[after], ahead=self.every - letter)
        if most <= _LONGEST_BOUNDED:
            for _ in range(most - least):
                after = Node(after=[self._sequence(body, after), after])
        else:
            self.empty_rounds |= body.getwidth()[0] == 0
            loop = Node(after=[after])
            loop.after.insert(0, self._sequence(body, loop))
            after = loop
        for _ in range(least):
            after = self._sequence(body, after)
        return after

    def _assertion(self, wanted: bool, direction: int, body: object, after: Node) -> Node:
        letter = self._one_letter(body)
        found = Node(after=[after], condition=True)
        if letter is not None:
            codes = letter if wanted else self.every - letter
            found.before, found.ahead = (codes, None) if direction < 0 else (None, codes)
            found.start = direction < 0 and not wanted
        return found

    def _at(self, where: object, after: Node) -> Node:
        newline = frozenset({ord("\n")})
        if where in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
            lines = self.multiline and where is sre.AT_BEGINNING
            return Node(after=[after], condition=True, before=newline if lines else frozenset(), start=True)
        if where in (sre.AT_END, sre.AT_END_STRING):
            return Node(after=[after], condition=True, ahead=newline if where is sre.AT_END else frozenset())
        inside, outside = self.word, self.every - self.word
        pairs = ((inside, outside), (outside, inside))
        pairs = pairs if where is sre.AT_BOUNDARY else ((inside, inside), (outside, outside))
        ways = [Node(None, [after], b, a, b is outside, condition=True) for b, a in pairs]
        return Node(after=ways)  # type: ignore[arg-type]

    def _one_letter(self, body: object) -> Codes | None:
        """Return the codes of an expression that reads exactly one letter; None for any other."""
        items = list(body)  # type: ignore[call-overload]
        if len(items) == 1 and items[0][0] is sre.BRANCH:
            parts = [self._one_letter(each) for each in items[0][1][1]]
            return None if None in parts else frozenset().union(*parts)  # type: ignore[arg-type]
        single = len(items) == 1 and items[0][0] in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)
        return self._codes(*items[0]) if single else None

    def _codes(self, kind: object, value: object) -> Codes:
        if kind is sre.ANY:
            return self.every if self.dotall else self.every - {ord("\n")}
        if kind is sre.LITERAL:
            return self._cased({value})  # type: ignore[arg-type]
        if kind is sre.NOT_LITERAL:
            return self.every - self._cased({value})  # type: ignore[arg-type]
        items = list(value)  # type: ignore[call-overload]
        found: set[int] = set()
        for each, what in items:
            if each is sre.LITERAL:
                found.add(what)
            elif each is sre.RANGE:
                found |= {code for code in self.every if what[0] <= code <= what[1]}
            elif each is sre.CATEGORY:
                found |= self._category(what)
        codes = self._cased(found)
        return self.every - codes if items[0][0] is sre.NEGATE else codes

    def _cased(self, codes: set[int]) -> Codes:
        if not self.ignore_case:
            return frozenset(codes)
        lower = {chr(code).lower() for code in codes} | {chr(code).upper() for code in codes}
        return frozenset(code for code in self.every if {chr(code).lower(), chr(code).upper()} & lower)

    def _category(self, what: object) -> Codes:
        tests = {"DIGIT": str.isdecimal, "SPACE": str.isspace}
        name = str(what).removeprefix("CATEGORY_")
        plain = name.removeprefix("NOT_")
        codes = (
            self.word
            if plain == "WORD"
            else frozenset(code for code in self.every if tests[plain](chr(code)))
        )
        return self.every - codes if name != plain else codes

    def begin(self) -> Counter[State]:
        """Return the states in which the first letter is read, with the number of ways to each."""
        return self._closure([self.entry], None)[0]

    def _letters(self) -> list[int]:
        """Return one code for each set of letters that nothing here tells apart."""
        sets: set[Codes] = {self.word}
        waiting, seen = [self.entry], {id(self.entry)}
        while waiting:
            node = waiting.pop()
            sets |= {each for each in (node.codes, node.before, node.ahead) if each is not None}
            waiting += (new := [each for each in node.after if id(each) not in seen])
            seen |= set(map(id, new))
        kinds = sorted(sets, key=sorted)
        return list({tuple(code in each for each in kinds): code for code in sorted(self.every)}.values())

    def step(self, state: State, code: int) -> Counter[State]:
        """Return the states after reading a letter, with the number of ways to each."""
        return self._closure(state[0].after, code)[0] if code in state[1] else Counter()

    def may_fail(self, state: State) -> bool:
        """Return whether, having read a letter in this state, the match may still fail."""
        return not any(self._closure(state[0].after, code)[1] for code in self.letters if code in state[1])

    def _closure(self, nodes: list[Node], read: int | None) -> tuple[Counter[State], bool]:
        found: Counter[State] = Counter()
        accepted = False
        waiting = [(node, self.every, False, frozenset([id(node)])) for node in nodes]
        while waiting:
            node, ahead, condition, passed = waiting.pop()
            if node.before is not None and not (node.start if read is None else read in node.before):
                continue
            ahead = ahead if node.ahead is None else ahead & node.ahead
            condition = condition or node.condition
            if node is self.accept:
                accepted = accepted or not condition
            elif node.codes is not None:
                if node.codes & ahead:
                    found[node, node.codes & ahead] += 1
            else:
                waiting += [
                    (each, ahead, condition, passed | {id(each)})
                    for each in node.after
                    if id(each) not in passed
                ]
        return found, accepted


def superlinear(pattern: str | bytes, flags: int = 0, use: str = "search") -> str:
    """Return what makes an expression slow: "exponential", "quadratic", or nothing.

    Parameters
    ----------
    pattern, flags
        As `re.compile` takes them.
    use : str
        "search" (also for `sub`, `split`, `findall`, `finditer`), "match" or "fullmatch".
    """
    automaton = Automaton(pattern, flags, use)
    if automaton.empty_rounds:
        return "exponential"
    moves = _moves(automaton)
    failing = {state: to for state, to in moves.items() if automaton.may_fail(state)}
    slow = _loops(failing)
    if any(_two_ways_round(moves, loop[0], set(loop)) for loop in slow):
        return "exponential"
    pairs = ((one, other) for one in _loops(moves) for other in slow if not set(other) <= set(one))
    return "quadratic" if any(_meets(moves, *pair) for pair in pairs) else ""


Moves = dict[State, dict[int, Counter[State]]]


def _codes_named(tree: object) -> Iterator[int]:
    """Yield every number in a parse tree: codes of letters, and a few that are none, which do no harm."""
    for item in tree:  # type: ignore[attr-defined]
        if isinstance(item, int) and not isinstance(item, sre._NamedIntConstant):
            yield min(item, 0x10FFFE)
        elif isinstance(item, tuple | list | parser.SubPattern):
            yield from _codes_named(item)


def _moves(automaton: Automaton) -> Moves:
    moves: Moves = {}
    known = set(automaton.begin())
    waiting = list(known)
    while waiting:
        state = waiting.pop()
        moves[state] = {code: automaton.step(state, code) for code in automaton.letters if code in state[1]}
        new = {to for targets in moves[state].values() for to in targets} - known
        known |= new
        waiting += new
    return moves


def _reached(moves: Moves, state: State) -> set[State]:
    found: set[State] = set()
    waiting = [state]
    while waiting:
        for targets in moves[waiting.pop()].values():
            new = set(targets) & moves.keys() - found
            found |= new
            waiting += new
    return found


def _loops(moves: Moves) -> list[list[State]]:
    """Return the sets of states that lead to each other and to themselves."""
    reached = {state: _reached(moves, state) for state in moves}
    found: list[list[State]] = []
    for state in moves:
        if state in reached[state] and not any(state in loop for loop in found):
            found.append([each for each in reached[state] if state in reached[each]])
    return found


def _two_ways_round(moves: Moves, start: State, inside: set[State]) -> bool:
    """Return whether one text leads round a loop in two ways."""
    seen = {(start, start, False)}
    waiting = list(seen)
    while waiting:
        one, other, apart = waiting.pop()
        for code in moves[one].keys() & moves[other].keys():
            for left in moves[one][code].keys() & inside:
                for right in moves[other][code].keys() & inside:
                    twice = moves[one][code][left] > 1
                    new = (left, right, apart or twice or left != right)
                    if new == (start, start, True):
                        return True
                    if new not in seen:
                        seen.add(new)
                        waiting.append(new)
    return False


def _meets(moves: Moves, one: list[State], other: list[State]) -> bool:
    """Return whether one text goes round two loops and also leads from the first to the second."""
    first, second = set(one), set(other)
    for start in one:
        for end in other:
            begin = (start, start, end)
            seen, waiting = {begin}, [begin]
            while waiting:
                left, between, right = waiting.pop()
                for code in moves[left].keys() & moves[between].keys() & moves[right].keys():
                    for new in (
                        (x, y, z)
                        for x in moves[left][code].keys() & first
                        for z in moves[right][code].keys() & second
                        for y in moves[between][code]
                    ):
                        if new == (start, end, end):
                            return True
                        if new not in seen:
                            seen.add(new)
                            waiting.append(new)
    return False

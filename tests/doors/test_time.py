"""Reading takes time in proportion to the length: eight times the text, well below 64 times the work."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from sanctions.errors import InputError
from sanctions.files.toml import parse_toml

SMALL, LARGE = 250, 2_000
_TOO_MUCH = 3 * LARGE / SMALL


def work(text: str) -> int:
    """Return the calls and lines it takes to parse a text."""
    count = 0

    def tally(_frame: FrameType, _event: str, _argument: object) -> Callable[..., object]:
        nonlocal count
        count += 1
        return tally

    before = sys.gettrace()
    sys.settrace(tally)
    try:
        parse_toml(text, "spec.toml")
    except InputError:
        pass
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "made",
    [
        lambda size: "".join(f"d{number} = 2021-02-30\n" for number in range(size)),
        lambda size: "a." * size + "b = 1\n",
        lambda size: "[" + "a." * size + "b]\n",
        lambda size: "# nothing\n" * size,
        lambda size: "".join(f"k{number} = 1\n" for number in range(size)),
        lambda size: 'a = """' + '\\"""' * size,
        lambda size: "a = " + "[" * size,
        lambda size: "a = [" + "1, " * size + "]\n",
    ],
    ids=["impossible dates", "dotted key", "dotted header", "comments", "keys", "quotes", "nesting", "items"],
)
def test_work_grows_with_the_length(made: Callable[[int], str]) -> None:
    assert work(made(LARGE)) <= _TOO_MUCH * max(work(made(SMALL)), 100)

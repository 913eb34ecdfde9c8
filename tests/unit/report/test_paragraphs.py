"""The paragraph of every bundled package reads as pinned, and says no more than the model does."""

import runpy
from pathlib import Path

import pytest

from sanctions.spec.library import bundled_ids

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "make_paragraphs.py"))


@pytest.mark.parametrize("package_id", bundled_ids())
def test_paragraph_as_pinned(package_id):
    pinned = ROOT / "tests" / "cases" / "paragraphs" / f"{package_id}.txt"
    assert pinned.is_file(), "run: python scripts/make_paragraphs.py"
    assert SCRIPT["text_of"](package_id) == pinned.read_text(encoding="utf-8")


def test_no_verdict_is_pronounced():
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "tests/cases/paragraphs").glob("*.txt")]
    assert texts
    for word in ("optimal", "proves", "should", "best"):
        assert not any(f" {word} " in text for text in texts)

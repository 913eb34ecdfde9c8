"""Write the pinned paragraph of every bundled package (tests/cases/paragraphs) anew.

Run: ``python scripts/make_paragraphs.py``; look at the difference before committing it.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import sanctions as sx  # noqa: E402
from sanctions.report.numbers.paragraphs import paragraph  # noqa: E402
from sanctions.spec.load import bundled_packages  # noqa: E402

FOLDER = ROOT / "tests" / "cases" / "paragraphs"
DRAWS = 1024


def text_of(package_id: str) -> str:
    """Return the paragraph of one bundled package, on what was known the day before it."""
    return paragraph(sx.run([package_id], draws=DRAWS).options[0]) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for package in bundled_packages():
        (FOLDER / f"{package.id}.txt").write_text(text_of(package.id), encoding="utf-8")

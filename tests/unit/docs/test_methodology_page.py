"""The methodology page is written from the program, and is up to date."""

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_page_is_what_the_script_writes_now():
    script = runpy.run_path(str(ROOT / "scripts" / "write_methodology.py"))
    written = (ROOT / "docs" / "methodology.md").read_text(encoding="utf-8")
    assert written == script["page"](), "run: python scripts/write_methodology.py"

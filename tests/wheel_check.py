"""Build the wheel, install it into a fresh environment and use it from another folder.

Run by `make test` after pytest: ``python tests/wheel_check.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command, show it when it fails, and return what it printed."""
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def main() -> None:
    """Fail loudly unless the installed wheel does the main job from an unrelated folder."""
    with tempfile.TemporaryDirectory() as name:
        elsewhere = Path(name)
        run(
            sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", elsewhere, ROOT, cwd=elsewhere
        )
        (wheel,) = elsewhere.glob("*.whl")
        fresh = elsewhere / "fresh"
        venv.create(fresh, with_pip=True)
        python = fresh / ("Scripts" if os.name == "nt" else "bin") / "python"
        constraints = ROOT / "constraints.txt"
        run(python, "-m", "pip", "install", "--quiet", "--constraint", constraints, wheel, cwd=elsewhere)
        sanctions = python.with_name("sanctions")
        run(sanctions, "--help", cwd=elsewhere)
        listed = run(sanctions, "packages", "list", cwd=elsewhere)
        run(sanctions, "compare", "measured", "maximal", "--draws", "1024", "-o", "book.xlsx", cwd=elsewhere)
        book = elsewhere / "book.xlsx"
        if "us-2021-directive-1" not in listed or book.stat().st_size < 10_000:
            sys.exit("the installed wheel lists no packages or wrote no workbook")
    print("wheel: built, installed in a fresh environment, and used from another folder")


if __name__ == "__main__":
    main()

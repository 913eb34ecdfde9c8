"""How fast the command line starts and a whole comparison runs cold: ratios of whole processes in one run.

Run: ``python benchmarks/start.py``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPEATS = 7


def best(arguments: list[str], repeats: int = REPEATS) -> float:
    """Return the shortest wall time of a command, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print both ratios."""
    click = best(["-c", "import click"])
    shown = best(["-m", "sanctions", "--help"])
    print(f"import click {click:.3f} s, sanctions --help {shown:.3f} s: ratio {shown / click:.2f} (bound 3)")
    libraries = best(["-c", "import pandas, statsmodels.api"])
    with tempfile.TemporaryDirectory() as folder:
        book = str(Path(folder) / "book.xlsx")
        whole = best(["-m", "sanctions", "compare", "measured", "maximal", "-o", book, "--force", "-q"])
    print(
        f"import pandas, statsmodels.api {libraries:.2f} s, cold compare {whole:.2f} s: "
        f"ratio {whole / libraries:.2f} (bound 3)"
    )


if __name__ == "__main__":
    main()

"""Writing the workbook beside bare openpyxl with the same cells; its size; recalculating it in LibreOffice.

Run: ``python benchmarks/workbook.py``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import sanctions as sx
from sanctions.report.workbook.book import write_workbook
from tests.spreadsheet import recalculated

REPEATS = 3
MEGABYTE = 1_000_000


def best(work, repeats: int = REPEATS) -> float:
    """Return the shortest wall time of a call, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def bare(cells: dict[str, list[tuple[object, ...]]], path: Path) -> None:
    """Write the same cells with openpyxl alone, in its fastest mode: no styles, no values beside formulas."""
    book = openpyxl.Workbook(write_only=True)
    for name, rows in cells.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)


def main() -> None:
    """Print the ratio, the size and the time of a recalculation."""
    comparison = sx.run(["measured", "maximal"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        ours = best(lambda: write_workbook(comparison, path, force=True))
        opened = openpyxl.load_workbook(path, read_only=True)
        cells = {page.title: list(page.iter_rows(values_only=True)) for page in opened}
        opened.close()
        theirs = best(lambda: bare(cells, Path(folder) / "bare.xlsx"))
        count = sum(value is not None for rows in cells.values() for row in rows for value in row)
        print(f"{count:,} cells: {ours:.2f} s, by bare openpyxl {theirs:.2f} s")
        print(f"ratio {ours / theirs:.2f} (bound 3)")
        print(f"{path.stat().st_size / MEGABYTE:.2f} MB (bound 5)")
        if shutil.which("soffice"):
            seconds = best(lambda: recalculated(path, Path(folder)), repeats=1)
            print(f"opened, recalculated and saved by LibreOffice in {seconds:.1f} s (bound 20)")


if __name__ == "__main__":
    main()

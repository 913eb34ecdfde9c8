"""Grow the invented list files to any size and measure time and memory of reading them.

Run ``PYTHONPATH=. python benchmarks/list_formats.py [TIMES]``: each file's entries are repeated that many
times under ids of their own.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from sanctions.lists.read import read_list

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "data" / "lists"
_KILOBYTES_A_MB = 1024


@dataclass(frozen=True)
class Growing:
    """A file, the sections of it that are repeated, and the ids in them that get a number of their own."""

    file: str
    ids: str
    sections: tuple[tuple[str, str], ...] = ()
    heading_lines: int = 0


GROWING = (
    Growing("eu/eu.xml", r'(EU\.9)', (('    <sanctionEntity designationDate="2022', "</export>"),)),
    Growing("eu/eu.csv", r"(?<=2026;)(9)|(?<=;EU\.)(9)", heading_lines=1),
    Growing("uk/UK-Sanctions-List.xml", r"(<UniqueID>R)", (("  <Designation>", "</Designations>"),)),
    Growing("uk/UK-Sanctions-List.csv", r"(?<=2026,|2022,|2021,)(R)", heading_lines=2),
    Growing("uk/ConList.csv", r"(,9)(?=00\d$)", heading_lines=2),
    Growing("seco/seco.xml", r'(target ssid="5)', (('  <target ssid="5001">', '  <place ssid="9001">'),)),
    Growing(
        "ofac/sdn_advanced.xml",
        r'((?:FixedRef|Profile ID|ProfileID|Identity ID|IdentityID|Location ID|LocationID)=")',
        (
            ('<Location ID="501"', "</Locations>"),
            ('<IDRegDocument ID="1"', "</IDRegDocuments>"),
            ('<DistinctParty FixedRef="901"', "</DistinctParties>"),
            ('<SanctionsEntry ID="901"', "</SanctionsEntries>"),
        ),
    ),
    Growing("opensanctions/targets.simple.csv", r'("NK-)', heading_lines=1),
    Growing("opensanctions/entities.ftm.json", r'("(?:NK-made|s-|p-|addr-))'),
)  # fmt: skip


def grown(growing: Growing, times: int, folder: Path) -> Path:
    """Write a file with its entries repeated, each time under other ids."""
    text = (FOLDER / growing.file).read_text(encoding="utf-8")
    ids = re.compile(growing.ids, re.MULTILINE)
    heading = len("".join(text.splitlines(keepends=True)[: growing.heading_lines]))
    places = [(text.index(start), text.index(end)) for start, end in growing.sections]
    pieces, done = [], 0
    for first, last in places or [(heading, len(text))]:
        section = text[first:last]
        pieces.append(text[done:first])
        pieces += [ids.sub(lambda found, n=number: f"{found[0]}{n:06d}", section) for number in range(times)]
        done = last
    file = folder / Path(growing.file).name
    file.write_text("".join([*pieces, text[done:]]), encoding="utf-8")
    return file


def seconds(file: Path) -> float:
    """Return the processor time of reading a file."""
    start = time.process_time()
    read_list(file)
    return time.process_time() - start


def _most_memory_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s*(\d+)", status)[1]) / _KILOBYTES_A_MB


def _measure(file: Path) -> None:
    before = _most_memory_mb()
    spent, found = seconds(file), _most_memory_mb() - before
    size = file.stat().st_size / 2**20
    print(f"{file.name}: {size:.1f} MB, {spent:.1f} s, {found:.0f} MB of memory", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _measure(Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as made:
            for each in GROWING:
                here = grown(each, int(sys.argv[1]) if sys.argv[1:] else 4000, Path(made))
                subprocess.run([sys.executable, __file__, "--one", str(here)], check=True)

"""Write the pinned result beside every bundled package: datasets/packages/<id>.golden.json.

Run: ``python scripts/make_goldens.py`` for all, or with package ids for some. Each is priced with what was
known the day before its announcement; a test prices it again and compares the numbers. Write them anew only
when a change of the model or the figures is meant, and look at the difference before committing it.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sanctions.comparison.run import run  # noqa: E402
from sanctions.spec.library import bundled_ids, packages_folder  # noqa: E402

DRAWS = 4096
SEED = 1
#: Digits kept: a processor's last bits would otherwise show as changes.
DIGITS = 11
PERCENTILES = ("p05", "p10", "p50", "p90", "p95")


def golden_path(package_id: str) -> Path:
    """Return where the pinned result of a package is kept."""
    return packages_folder() / f"{package_id}.golden.json"


def golden(package_id: str) -> dict[str, object]:
    """Return the numbers of one bundled package, and the reasons where there are none."""
    comparison = run([package_id], draws=DRAWS, seed=SEED)
    option = comparison.options[0]
    spreads = comparison.spreads[package_id]
    return {
        "package": package_id,
        "as_of": comparison.as_of.isoformat(),
        "seed": SEED,
        "draws": DRAWS,
        "law_in_force": [package.id for package in option.law],
        "metrics": {
            name: {each: float(f"{asdict(spread)[each]:.{DIGITS}g}") for each in PERCENTILES}
            for name, spread in spreads.items()
        },
        "not_applicable": {
            name: {"status": str(absent.status), "reason": absent.reason}
            for name, absent in sorted(option.not_applicable.items())
        },
    }


def main(names: list[str]) -> None:
    """Write the pinned results of the packages named, or of all."""
    for package_id in names or bundled_ids():
        text = json.dumps(golden(package_id), indent=1, ensure_ascii=False) + "\n"
        golden_path(package_id).write_text(text, encoding="utf-8")
        print(golden_path(package_id).name)


if __name__ == "__main__":
    main(sys.argv[1:])

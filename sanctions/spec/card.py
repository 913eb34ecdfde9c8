"""A package as one readable page that is itself a spec: words in comments, terms in TOML."""

from __future__ import annotations

import datetime as dt
import textwrap

from sanctions.spec.normalise import to_toml
from sanctions.spec.package import Package
from sanctions.spec.resolve import baseline_of
from sanctions.spec.sentences import describe_option

LINE_WIDTH = 100


def package_card(package: Package, as_of: dt.date | None = None) -> str:
    """Return a package in words and as normalised TOML.

    Parameters
    ----------
    package : Package
    as_of : datetime.date, optional
        Day the law it meets is read on; default: the day before it was announced.
    """
    day = as_of or package.announced - dt.timedelta(days=1)
    law = [entry.id for entry in baseline_of(package, day)]
    words = [
        *describe_option(package),
        f"Measured against the law in force on {day}: {', '.join(law) or 'none that is bundled'}.",
    ]
    lines = [line for text in words for line in textwrap.wrap(text, LINE_WIDTH)]
    return "".join(f"# {line}\n" for line in lines) + "\n" + to_toml(package)

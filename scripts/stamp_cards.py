"""Write each data file's SHA-256 into its card: ``python scripts/stamp_cards.py datasets``."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path


def main() -> None:
    """Stamp every card below the datasets folder."""
    for part in ("market", "facts"):
        for card in sorted((Path(sys.argv[1]) / part).glob("*.toml")):
            digest = hashlib.sha256(card.with_suffix(".csv").read_bytes()).hexdigest()
            text = card.read_text(encoding="utf-8")
            card.write_text(re.sub(r'(?m)^sha256 = ".*"$', f'sha256 = "{digest}"', text), encoding="utf-8")


if __name__ == "__main__":
    main()

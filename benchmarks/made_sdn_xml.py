"""Write an sdn.xml of any size with made names, for measuring memory and time; the same bytes every time."""

from __future__ import annotations

import random
import sys
from pathlib import Path

_SYLLABLES = [
    "bra",
    "dor",
    "fen",
    "gal",
    "hir",
    "jun",
    "kel",
    "lom",
    "mir",
    "nos",
    "pol",
    "qua",
    "rin",
    "sab",
    "tor",
    "ulm",
    "vek",
    "wes",
    "yar",
    "zin",
]
_FORMS = ("LLC", "OOO", "PJSC", "GMBH", "S.A.", "LTD", "COMPANY LIMITED")
_ENTRY = """  <sdnEntry>
    <uid>{uid}</uid>
    <lastName>{name}</lastName>
    <sdnType>Entity</sdnType>
    <remarks>(Linked To: {linked})</remarks>
    <programList>
      <program>MADE-UP-{programme}</program>
    </programList>
    <idList>
      <id>
        <uid>{uid}1</uid>
        <idType>Tax ID No.</idType>
        <idNumber>{tax}</idNumber>
        <idCountry>Ruritania</idCountry>
      </id>
      <id>
        <uid>{uid}2</uid>
        <idType>Registration Number</idType>
        <idNumber>{registration}</idNumber>
        <idCountry>Ruritania</idCountry>
      </id>
    </idList>
    <akaList>
      <aka>
        <uid>{uid}3</uid>
        <type>a.k.a.</type>
        <category>strong</category>
        <lastName>{alias}</lastName>
      </aka>
    </akaList>
    <addressList>
      <address>
        <uid>{uid}4</uid>
        <address1>{number} {street} Street</address1>
        <city>Strelsau</city>
        <country>Ruritania</country>
      </address>
    </addressList>
  </sdnEntry>
"""


def write_made_sdn(path: Path, size_mb: float, seed: int = 1) -> int:
    """Write at least ``size_mb`` megabytes (10^6 bytes) and return the number of entries."""
    made = random.Random(seed)

    def name(words: int) -> str:
        return " ".join("".join(made.choices(_SYLLABLES, k=3)).upper() for _ in range(words))

    entries = 0
    with path.open("w", encoding="utf-8") as handle:
        handle.write(
            '<?xml version="1.0" standalone="yes"?>\n<sdnList xmlns="http://tempuri.org/sdnList.xsd">\n'
        )
        while handle.tell() < size_mb * 1e6:
            for _ in range(500):
                entries += 1
                handle.write(
                    _ENTRY.format(
                        uid=entries,
                        name=f"{name(2)} {made.choice(_FORMS)}",
                        linked=name(2),
                        programme=made.randint(1, 60),
                        tax=made.randint(10**9, 10**10 - 1),
                        registration=made.randint(10**12, 10**13 - 1),
                        alias=name(2),
                        number=made.randint(1, 99),
                        street=name(1).title(),
                    )
                )
        handle.write("</sdnList>\n")
    return entries


if __name__ == "__main__":
    print(write_made_sdn(Path(sys.argv[1]), float(sys.argv[2])))

"""The lock holds what the calculator requires, at the pinned versions, each with checksums and no address."""

import configparser
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)")


def _pins(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    found = [_PIN.match(line) for line in lines]
    return {re.sub(r"[-_.]+", "-", pin[1]).lower(): pin[2] for pin in found if pin}


def test_the_lock_holds_the_pinned_versions():
    locked, pinned = _pins("locked.txt"), _pins("constraints.txt")
    assert locked.items() <= pinned.items()


def test_the_lock_holds_every_requirement():
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg")
    needed = re.findall(r"^([A-Za-z0-9_.-]+)", settings["options"]["install_requires"], re.MULTILINE)
    assert {name.lower() for name in needed} <= set(_pins("locked.txt"))


def test_every_file_has_a_checksum_and_no_address():
    text = (ROOT / "locked.txt").read_text(encoding="utf-8")
    for entry in re.split(r"\n(?=[A-Za-z])", text)[1:]:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry[:40]
    assert "://" not in text
    assert "--index" not in text.split("\n", 2)[2]

"""All ownership rules by the name they have on the command line."""

from __future__ import annotations

from sanctions.errors import InputError
from sanctions.ownership.rules.europe import EuFreeze, EuSectoral, Uk, UkMarkets
from sanctions.ownership.rules.rule import Rule
from sanctions.ownership.rules.us import Bis50, GovernmentDefinition, Ofac50, Ssi50

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Ofac50(),
        Ssi50(),
        EuFreeze(),
        EuSectoral(),
        Uk(),
        UkMarkets(),
        Bis50(),
        GovernmentDefinition(),
    )
}


def rule_named(name: str) -> Rule:
    """Return the rule called `name`.

    Raises
    ------
    sanctions.errors.InputError
        There is none.
    """
    if name not in RULES:
        raise InputError.single("--rule", "", f"there is no ownership rule {name!r}", ", ".join(RULES))
    return RULES[name]

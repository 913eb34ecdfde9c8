"""A commented spec to start from: complete, valid, and every line explained."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from sanctions.errors import InputError
from sanctions.files import write_file
from sanctions.spec.kinds import KIND_RULES
from sanctions.spec.terms import PackageStatus, ResponseKind
from sanctions.spec.vocabulary import vocabulary

_TEMPLATE = """\
# A sanctions package. Replace every value; `sanctions check THIS-FILE` says what is still wrong.
# All keys are explained in docs/guide/specs.md.
schema = 1

id = "{package_id}"                 # lower-case letters, digits, hyphens
title = "Title as it should stand in the workbook"
target = "russia"                   # {targets}
summary = "What the package does, in one or two sentences."
status = "proposed"                 # {statuses}
enactment_probability = [0.1, 0.3, 0.6]   # low, mid, high; only for what is not law
announced = {announced}              # the day it was made public
sources = ["Address of the order, journal or FAQ"]
# baseline = []                     # what is already law; left out: every bundled package in force on the day
# extends = "us-2021-directive-1"   # start from another package; measures of the same id replace its own
# lifts = ["us-2019-cbw-directive#non-ruble-primary-ban"]   # easing is written as lifting
# conditional_on = "What has to happen first"

# What officials said they were doing or holding back, in your own words. Repeat as often as needed.
# [[said]]
# by = "US Treasury"
# date = {announced}
# text = "..."
# source = "..."

# Cooperation you want left alone, and whether this package or a reply to it exposes it: yes, no or unclear.
# [[tracks_kept_apart]]
# track = "Arms control talks"
# exposed = "unclear"
# why = "..."
# by = "who says so"
# source = "..."

# How the target, or an index provider, answers. Kinds:
#   {responses}
# [[responses]]
# by = "Russian Ministry of Finance"
# kind = "stop_reopenings"
# from = {effective}
# probability = 0.8
# source = "..."

# One table per measure and per sender. Kinds, and what each can bar:
{kinds}
[[measures]]
id = "primary-ban"
kind = "primary_market_ban"
sender = "US"                       # {senders}
binds = "financial_institutions"    # or "all_persons"
issuers = ["ru-ministry-of-finance"]   # `sanctions packages issuers` lists them
issuer_reach = "named_only"         # or "owned" (with ownership_rule), "government_definition"
currencies = ["RUB"]                # ["!RUB"]: all but rubles; left out: every currency
instruments = ["bond", "bill"]      # bond, bill, loan, equity, repo, fund_share, derivative
effective = {effective}              # or effective_after_days = 60
issue_cutoff = {effective}           # what was issued before stays free
issue_cutoff_inclusive = false      # false: "after" that day; true: "on or after"
# reopenings = "reopening_date"     # which date counts when an old line is tapped; left out: unsettled
prohibits = ["buy_at_issue"]
source = "Address of the text this measure is in"

# licences, tenor_schedule and phase_in are lists of small tables inside a measure:
# licences = [
#   {{ id = "GL-1", authorises = "Selling", from = {announced}, expires = {effective}, source = "..." }},
# ]
"""


def scaffold(package_id: str, announced: dt.date) -> str:
    """Return the text of a new, valid spec.

    Parameters
    ----------
    package_id : str
        Id of the new package.
    announced : datetime.date
        Day it is announced; the measure in it takes effect 60 days later.
    """
    width = max(len(kind) for kind in KIND_RULES)
    kinds = "".join(
        f"#   {kind:<{width}}  {', '.join(sorted(rule.legal)) or 'nothing; it changes no figure'}\n"
        for kind, rule in KIND_RULES.items()
    )
    return _TEMPLATE.format(
        package_id=package_id,
        announced=announced,
        effective=announced + dt.timedelta(days=60),
        targets=", ".join(vocabulary().targets),
        senders=", ".join(vocabulary().senders),
        statuses=", ".join(PackageStatus),
        responses=", ".join(ResponseKind),
        kinds=kinds,
    )


def scaffold_file(path: Path, announced: dt.date, *, overwrite: bool = False) -> None:
    """Write a new spec to a file; nothing is left behind when it cannot be written.

    Raises
    ------
    InputError
        The file exists, is no .toml, or its folder is missing or not writable.
    """
    name = str(path)
    if path.suffix != ".toml":
        raise InputError.single(name, "", "is no name for a spec", "a name that ends in .toml")
    package_id = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "new-package"
    write_file(path, scaffold(package_id, announced), force=overwrite)

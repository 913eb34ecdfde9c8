"""What a register leaves unsaid is read as what may be; what it says is read as the standards mean it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from sanctions.errors import InputError
from sanctions.ownership.verdicts import VerdictStatus
from tests.ownership_registers import (
    DAY,
    Json,
    company,
    ftm,
    holding,
    person,
    shares,
    statement,
    status_of,
    verdicts_of,
)

IVO = person("p1", "Ivo Testov")
LARCH = company("c1", "Larch Holdings")
MAPLE = company("c2", "Maple Trading")
BASE = [IVO, LARCH, MAPLE]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_a_statement_holds_until_the_next_replaces_it(tmp_path: Path) -> None:
    first = holding("r", "p1", "c1", shares(60, startDate="2015-01-01"), date="2015-02-01")
    later = holding("r", "p1", "c1", shares(30, startDate="2021-06-01"), date="2021-06-02")
    records = [*BASE, later, first]

    found = [
        status_of(records, tmp_path, "Larch Holdings", day=day(text))
        for text in ("2014-12-31", "2015-01-01", "2021-05-31", "2021-06-01", "2024-01-01")
    ]

    blocked, free = VerdictStatus.BLOCKED, VerdictStatus.NOT_COVERED
    assert found == [free, blocked, blocked, free, free]


@pytest.mark.parametrize(
    ("first", "later", "before", "after"),
    [
        (60, 30, VerdictStatus.BLOCKED, VerdictStatus.NOT_COVERED),
        (30, 60, VerdictStatus.MAY, VerdictStatus.BLOCKED),
        (60, 60, VerdictStatus.BLOCKED, VerdictStatus.BLOCKED),
    ],
)
@pytest.mark.parametrize("start", ["2015-01-01", None])
def test_a_share_restated_without_a_day_of_change(
    tmp_path: Path, first: int, later: int, before: VerdictStatus, after: VerdictStatus, start: str | None
) -> None:
    """What was said that day counts; what a later statement says of the same time is at least `may`."""
    dates = {"startDate": start} if start else {}
    records = [
        *BASE,
        holding("r", "p1", "c1", shares(first, **dates), date="2015-02-01"),
        holding("r", "p1", "c1", shares(later, **dates), date="2021-06-02"),
    ]

    assert status_of(records, tmp_path, "Larch Holdings", day=day("2020-01-01")) is before
    assert status_of(records, tmp_path, "Larch Holdings", day=day("2022-01-01")) is after


def test_equal_statements_are_one_holding_and_not_two(tmp_path: Path) -> None:
    records = [
        *BASE,
        *(
            holding("r", "p1", "c1", shares(30, startDate="2015-01-01"), date=f"20{y}-01-01")
            for y in (16, 18, 20)
        ),
    ]

    for text in ("2017-01-01", "2019-06-01", "2022-01-01"):
        assert status_of(records, tmp_path, "Larch Holdings", day=day(text)) is VerdictStatus.NOT_COVERED


def test_an_interest_ends_the_day_before_its_end_date_and_a_record_before_it_is_closed(
    tmp_path: Path,
) -> None:
    ended = [*BASE, holding("r", "p1", "c1", shares(60, endDate="2021-03-01"))]
    closing = holding("r", "p1", "c1", shares(60), date="2021-03-01", recordStatus="closed")
    closed = [*BASE, holding("r", "p1", "c1", shares(60)), closing]

    for records in (ended, closed):
        found = [
            status_of(records, tmp_path, "Larch Holdings", day=day(text))
            for text in ("2021-02-28", "2021-03-01")
        ]
        assert found == [VerdictStatus.BLOCKED, VerdictStatus.NOT_COVERED]


def test_another_holder_of_the_same_record_takes_the_place_of_the_first(tmp_path: Path) -> None:
    records = [
        *BASE,
        person("p2", "Petra Clean"),
        holding("r", "p1", "c1", shares(60), date="2015-02-01"),
        holding("r", "p2", "c1", shares(60), date="2021-06-02"),
    ]

    assert status_of(records, tmp_path, "Larch Holdings", day=day("2020-01-01")) is VerdictStatus.BLOCKED
    assert status_of(records, tmp_path, "Larch Holdings", day=day("2022-01-01")) is VerdictStatus.NOT_COVERED


def test_a_statement_that_says_nothing_plain_ends_nothing(tmp_path: Path) -> None:
    records = [
        *BASE,
        holding("r", "p1", "c1", shares(60), date="2015-02-01"),
        holding("r", "p1", "c1", shares(kind="unknownInterest"), date="2021-06-02"),
    ]

    assert status_of(records, tmp_path, "Larch Holdings") is VerdictStatus.BLOCKED


@pytest.mark.parametrize(
    ("interests", "reason"),
    [
        ([], "no interest is stated"),
        ([shares(kind=None)], "the kind of interest is not stated"),
        ([shares(60, kind=None)], "the kind of interest is not stated"),
        ([shares(kind="unknownInterest")], "an interest of the kind unknownInterest"),
        ([shares(kind="unpublishedInterest")], "an interest of the kind unpublishedInterest"),
        ([shares(kind="rightsGrantedByContract")], "an interest of the kind rightsGrantedByContract"),
        ([shares(kind="somethingNew")], "an interest of the kind somethingNew"),
        ([shares()], "the share is not stated"),
        (
            [shares(25, directOrIndirect="indirect")],
            "held indirectly, and the file has no chain of known stakes",
        ),
    ],
)
def test_what_is_not_said_plainly_may_be(tmp_path: Path, interests: list[Json], reason: str) -> None:
    verdicts, _ = verdicts_of([*BASE, holding("r", "p1", "c1", *interests)], tmp_path)

    verdict = verdicts["Larch Holdings"]
    assert verdict.status is VerdictStatus.MAY
    assert any(reason in note for note in verdict.notes)
    assert any(reason in line for line in verdict.because)


def test_an_interest_of_unknown_kind_is_no_larger_than_stated(tmp_path: Path) -> None:
    records = [*BASE, holding("r", "p1", "c1", shares(30, kind="unknownInterest"))]

    assert status_of(records, tmp_path, "Larch Holdings") is VerdictStatus.NOT_COVERED
    more = [*records, holding("r2", "p1", "c1", shares(20))]
    assert status_of(more, tmp_path, "Larch Holdings") is VerdictStatus.MAY


def test_an_indirect_stake_is_what_its_chain_says_where_there_is_one(tmp_path: Path) -> None:
    indirect = holding(
        "r3", "p1", "c2", shares(24, directOrIndirect="indirect"), componentRecords=["r1", "r2"]
    )
    chain = [holding("r1", "p1", "c1", shares(40)), holding("r2", "c1", "c2", shares(60))]
    ended = [chain[0], holding("r2", "c1", "c2", shares(60, endDate="2021-01-01"))]

    verdicts, said = verdicts_of([*BASE, indirect, *chain], tmp_path)

    assert verdicts["Maple Trading"].status is VerdictStatus.NOT_COVERED
    assert said[0].endswith("1 indirect interests left out, which chains of direct ones say already")
    assert status_of([*BASE, indirect, *ended], tmp_path, "Maple Trading") is VerdictStatus.MAY
    assert (
        status_of([*BASE, indirect, *ended], tmp_path, "Maple Trading", day=day("2020-06-01"))
        is VerdictStatus.NOT_COVERED
    )


def test_a_seat_is_named_and_no_stake(tmp_path: Path) -> None:
    seat = holding("r", "p1", "c1", shares(10), shares(kind="boardMember"))

    verdicts, said = verdicts_of([*BASE, seat], tmp_path)

    assert verdicts["Larch Holdings"].status is VerdictStatus.NOT_COVERED
    assert "'Ivo Testov in Larch Holdings, boardMember'" in said[0]


JOINT = company("j1", "Joint shareholding", "arrangement")
PETRA = person("p2", "Petra Clean")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("uk", VerdictStatus.OWNED), ("ofac-50", VerdictStatus.MAY), ("eu-freeze", VerdictStatus.MAY)],
)
def test_each_party_to_a_joint_shareholding_may_hold_the_whole(
    tmp_path: Path, rule: str, expected: VerdictStatus
) -> None:
    records = [
        *BASE,
        JOINT,
        PETRA,
        holding("r1", "j1", "c1", shares(100)),
        holding("r2", "p1", "j1", shares(33)),
        holding("r3", "p2", "j1", shares(67)),
    ]

    assert status_of(records, tmp_path, "Larch Holdings", rule=rule) is expected


@pytest.mark.parametrize("role", ["settlor", "trustee", "protector", "beneficiaryOfLegalArrangement"])
@pytest.mark.parametrize("rule", ["ofac-50", "eu-freeze", "uk"])
def test_whoever_has_a_part_in_a_trust_may_hold_what_it_holds(tmp_path: Path, role: str, rule: str) -> None:
    trust = company("t1", "The Trust", {"type": "arrangement", "subtype": "trust"})
    records = [
        *BASE,
        trust,
        holding("r1", "t1", "c1", shares(100)),
        holding("r2", "p1", "t1", shares(kind=role)),
    ]

    assert status_of(records, tmp_path, "Larch Holdings", rule=rule) is VerdictStatus.MAY


@pytest.mark.parametrize("role", ["nominee", "nominator"])
def test_a_nominee_and_whoever_nominates_may_hold(tmp_path: Path, role: str) -> None:
    nomination = company("n1", "Nomination", {"type": "arrangement", "subtype": "nomination"})
    records = [
        *BASE,
        nomination,
        holding("r1", "n1", "c1", shares(100)),
        holding("r2", "p1", "n1", shares(kind=role)),
    ]

    assert status_of(records, tmp_path, "Larch Holdings") is VerdictStatus.MAY


@pytest.mark.parametrize("listed", ["Ivo Testov", "IVO TESTOV", "Иво Тестов", "Ivo\u200b Testov"])
def test_a_party_is_listed_under_any_of_its_names_in_any_script(tmp_path: Path, listed: str) -> None:
    records = [
        person("p1", "Testov I.", "Ivo Testov", "Иво Тестов"),
        LARCH,
        holding("r", "p1", "c1", shares(60)),
    ]

    verdicts, said = verdicts_of(records, tmp_path, listed=listed)

    assert verdicts["Larch Holdings"].status is VerdictStatus.BLOCKED
    assert f"is read as {'Testov I.'!r}" in said[-1]


def test_names_given_in_parts_are_names(tmp_path: Path) -> None:
    parts = [{"givenName": "Ivo", "familyName": "Testov"}]
    nameless = statement("p1", "person", {"personType": "knownPerson", "names": parts})

    assert status_of([nameless, LARCH, holding("r", "p1", "c1", shares(60))], tmp_path, "Larch Holdings") is (
        VerdictStatus.BLOCKED
    )


def twice(**second: Any) -> list[Json]:
    return [
        *BASE,
        person("p2", "Ivo Testov", **second),
        holding("r1", "p1", "c1", shares(30)),
        holding("r2", "p2", "c1", shares(30)),
        holding("r3", "p2", "c2", shares(60)),
    ]


def test_a_person_recorded_twice_is_listed_twice_and_may_be_one(tmp_path: Path) -> None:
    verdicts, said = verdicts_of(twice(), tmp_path, rule="uk")

    assert verdicts["Ivo Testov [p1]"].status is VerdictStatus.LISTED
    assert verdicts["Maple Trading"].status is VerdictStatus.OWNED
    assert verdicts["Larch Holdings"].status is VerdictStatus.MAY
    assert "register.jsonl: 'Ivo Testov [p1]', 'Ivo Testov [p2]' share a name and may be one" in said[0]
    assert said[1].endswith("is read as each of 'Ivo Testov [p1]', 'Ivo Testov [p2]'")


def test_a_company_recorded_twice_may_be_one(tmp_path: Path) -> None:
    records = [
        *BASE,
        company("c3", "Larch Holdings"),
        holding("r1", "p1", "c1", shares(60)),
        holding("r2", "c3", "c2", shares(60)),
    ]

    verdicts, _ = verdicts_of(records, tmp_path)

    assert verdicts["Larch Holdings [c1]"].status is VerdictStatus.BLOCKED
    assert verdicts["Maple Trading"].status is VerdictStatus.MAY
    assert not any(verdict.circular_holding for verdict in verdicts.values())


def test_persons_born_in_different_years_are_two(tmp_path: Path) -> None:
    records = [{**each} for each in twice(birthDate="1980-02")]
    records[0] = person("p1", "Ivo Testov", birthDate="1964-04-01")

    assert status_of(records, tmp_path, "Larch Holdings", rule="uk") is VerdictStatus.NOT_COVERED


@pytest.mark.parametrize(
    "party",
    [
        {"reason": "unknown"},
        {"reason": "interestedPartyHasNotProvidedInformation"},
        {},
        None,
        "anonymous",
        "c1",
    ],
)
def test_an_owner_nobody_names_may_be_a_listed_one(tmp_path: Path, party: Any) -> None:
    anonymous = statement("anonymous", "person", {"personType": "anonymousPerson"})
    records = [
        *BASE,
        anonymous,
        holding("r1", party, "c1", shares(60)),
        holding("r2", "p1", "c2", shares(60)),
    ]

    verdicts, _ = verdicts_of(records, tmp_path)

    assert verdicts["Larch Holdings"].status is VerdictStatus.MAY
    assert any("the owner is not named" in note for note in verdicts["Larch Holdings"].notes)
    nobody_listed, _ = verdicts_of(records, tmp_path, listed="Somebody else")
    assert nobody_listed["Larch Holdings"].status is VerdictStatus.MAY


@pytest.mark.parametrize(("rule", "expected"), [("ofac-50", VerdictStatus.MAY), ("uk", VerdictStatus.MAY)])
def test_an_unnamed_owner_counts_with_each_listed_one(
    tmp_path: Path, rule: str, expected: VerdictStatus
) -> None:
    records = [
        *BASE,
        holding("r1", {"reason": "unknown"}, "c1", shares(30)),
        holding("r2", "p1", "c1", shares(30)),
        holding("r3", {"reason": "unknown"}, "c2", shares(30)),
    ]

    assert status_of(records, tmp_path, "Larch Holdings", rule=rule) is expected
    assert status_of(records, tmp_path, "Maple Trading", rule=rule) is VerdictStatus.NOT_COVERED


def test_where_nobody_owns_there_is_nobody(tmp_path: Path) -> None:
    records = [
        *BASE,
        holding("r1", {"reason": "noBeneficialOwners"}, "c1"),
        holding("r2", "p1", "c2", shares(60)),
    ]

    verdicts, said = verdicts_of(records, tmp_path)

    assert "Larch Holdings" not in verdicts
    assert said == ("register.jsonl: nobody is said to own 'Larch Holdings'",)


def old(key: str, kind: str, **body: Any) -> Json:
    return {"statementID": key, "statementType": f"{kind}Statement", **body}


@pytest.mark.parametrize(
    ("level", "kind"), [("interestLevel", "shareholding"), ("directOrIndirect", "shareholding")]
)
def test_versions_two_and_three_are_read_as_well(tmp_path: Path, level: str, kind: str) -> None:
    first = old(
        "o1",
        "ownershipOrControl",
        statementDate="2015-02-01",
        subject={"describedByEntityStatement": "e1"},
        interestedParty={"describedByPersonStatement": "p1"},
        interests=[{"type": kind, level: "direct", "share": {"exact": 60}}],
    )
    second = {
        **first,
        "statementID": "o2",
        "statementDate": "2021-06-02",
        "replacesStatements": ["o1"],
        "interestedParty": {"describedByPersonStatement": "p1b"},
        "interests": [{"type": "voting-rights", level: "direct", "share": {"exact": 60}}],
    }
    unknown = {**first, "statementID": "o3", "interestedParty": {"unspecified": {"reason": "unknown"}}}
    records = [
        old("e1", "entity", entityType="registeredEntity", name="Larch Holdings"),
        old("p1", "person", personType="knownPerson", names=[{"fullName": "Ivo Testov"}]),
        old(
            "p1b",
            "person",
            personType="knownPerson",
            names=[{"fullName": "I. Testov"}],
            replacesStatements=["p1"],
        ),
        second,
        first,
    ]

    assert status_of(records, tmp_path, "Larch Holdings", day=day("2020-01-01")) is VerdictStatus.BLOCKED
    assert status_of(records, tmp_path, "Larch Holdings", day=DAY) is VerdictStatus.NOT_COVERED
    assert status_of(records, tmp_path, "Larch Holdings", day=DAY, rule="uk") is VerdictStatus.OWNED
    assert status_of([*records, unknown], tmp_path, "Larch Holdings", day=DAY) is VerdictStatus.MAY


def test_a_statement_of_no_known_type_is_refused_with_its_line(tmp_path: Path) -> None:
    records = [*BASE, {**holding("r", "p1", "c1", shares(60)), "recordType": "link"}]

    with pytest.raises(InputError, match=r"line 4: the record type 'link' is not known"):
        verdicts_of(records, tmp_path)


OWNS = ftm("o1", "Ownership", owner="p1", asset="c1", percentage="60")
PEOPLE = [ftm("p1", "Person", name="Ivo Testov"), ftm("c1", "Company", name="Larch Holdings")]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"percentage": ["75", "75.0", "75 %"]}, VerdictStatus.BLOCKED),
        ({"percentage": [75]}, VerdictStatus.BLOCKED),
        ({"percentage": ["40", "60"]}, VerdictStatus.MAY),
        ({"percentage": []}, VerdictStatus.MAY),
        ({"percentage": ["60"], "endDate": ["2022", "2024-01-01"]}, VerdictStatus.MAY),
        ({"percentage": ["60"], "startDate": ["2022", "2024-01-01"]}, VerdictStatus.MAY),
        ({"percentage": ["60"], "startDate": ["2022", "2022-05-01"]}, VerdictStatus.BLOCKED),
        ({"percentage": ["60"], "endDate": ["2021", "2022-01-01"]}, VerdictStatus.NOT_COVERED),
    ],
)
def test_several_values_are_one_where_they_agree(
    tmp_path: Path, properties: dict[str, Any], expected: VerdictStatus
) -> None:
    records = [*PEOPLE, ftm("o1", "Ownership", owner="p1", asset="c1", **properties)]

    assert status_of(records, tmp_path, "Larch Holdings") is expected


def test_fragments_of_one_entity_are_put_together(tmp_path: Path) -> None:
    parts = [ftm("o1", "Ownership", owner="p1"), ftm("o1", "Ownership", asset="c1", percentage="60")]

    assert status_of([*PEOPLE, *parts, parts[1]], tmp_path, "Larch Holdings") is VerdictStatus.BLOCKED


def test_nested_entities_and_merged_identifiers_are_found(tmp_path: Path) -> None:
    nested = {**PEOPLE[1], "properties": {**PEOPLE[1]["properties"], "ownershipAsset": [OWNS]}}
    merged = {**PEOPLE[0], "id": "m1", "referents": ["p1"]}

    assert status_of([merged, nested], tmp_path, "Larch Holdings") is VerdictStatus.BLOCKED


@pytest.mark.parametrize(
    "link",
    [
        ftm("u", "UnknownLink", subject="p1", object="c1"),
        ftm("u", "UnknownLink", subject="c1", object="p1"),
        ftm("u", "Succession", predecessor="p1", successor="c1"),
        ftm("c1", "Company", name="Larch Holdings", parent="p1"),
    ],
)
def test_links_of_unknown_kind_may_be_stakes(tmp_path: Path, link: Json) -> None:
    assert status_of([*PEOPLE, link], tmp_path, "Larch Holdings") is VerdictStatus.MAY


def test_links_of_a_schema_that_is_not_read_are_named(tmp_path: Path) -> None:
    _, said = verdicts_of([*PEOPLE, OWNS, ftm("y", "Pledge", pledger="p1", pledged="c1")], tmp_path)

    (note,) = said
    assert note.endswith(
        "1 Pledge not read, whether it is a stake is not known: 'Larch Holdings and Ivo Testov'"
    )


@pytest.mark.parametrize(
    "unknown", [ftm("y", "Pledge", pledged="c1"), ftm("y", "Pledge", name="Pledge of 2019")]
)
def test_an_unknown_schema_is_named_whatever_it_ties(tmp_path: Path, unknown: Json) -> None:
    _, said = verdicts_of([*PEOPLE, OWNS, unknown], tmp_path)

    (note,) = said
    assert "1 Pledge not read, whether it is a stake is not known" in note


def test_who_controls_may_hold_what_it_controls_and_not_the_reverse(tmp_path: Path) -> None:
    link = ftm("k", "Control", controller="p1", controlled="c1")
    assert status_of([*PEOPLE, link], tmp_path, "Larch Holdings") is VerdictStatus.MAY
    verdicts, _ = verdicts_of(
        [
            *PEOPLE,
            ftm("k", "Control", controller="c1", controlled="c2"),
            ftm("c2", "Company", name="Larch Two"),
        ],
        tmp_path,
        listed="Larch Two",
    )
    assert verdicts["Larch Holdings"].status is VerdictStatus.NOT_COVERED


@pytest.mark.parametrize("status", ["Closed", "deleted", "", 7, ["new"]])
def test_an_unknown_status_of_a_record_is_a_problem_and_said_when_set_aside(
    tmp_path: Path, status: object
) -> None:
    records = [person("p1", "Ivo Testov"), company("c1", "Larch Holdings"), company("c2", "Maple")]
    records.append(holding("q", "p1", "c2", shares(60)))
    odd = holding("r", "p1", "c1", shares(60), recordStatus=status)
    with pytest.raises(InputError, match=r"the record status .* is not known"):
        verdicts_of([*records, odd], tmp_path)
    _, said = verdicts_of([*records, odd], tmp_path, set_aside=True)
    assert any("the record status" in each for each in said)


def test_an_owner_the_file_does_not_describe_may_be_a_listed_one(tmp_path: Path) -> None:
    assert status_of([PEOPLE[1], OWNS], tmp_path, "Larch Holdings") is VerdictStatus.MAY
    assert status_of([PEOPLE[1], ftm("p1", "Person"), OWNS], tmp_path, "Larch Holdings") is VerdictStatus.MAY


@pytest.mark.parametrize("spelled", ["name", "alias", "previousName"])
def test_ftm_names_of_every_kind_are_looked_up(tmp_path: Path, spelled: str) -> None:
    owner = {"id": "p1", "schema": "Person", "caption": "T.", "properties": {spelled: ["Ivo Testov"]}}

    assert status_of([owner, PEOPLE[1], OWNS], tmp_path, "Larch Holdings") is VerdictStatus.BLOCKED


def test_an_array_over_many_lines_is_told_by_its_keys(tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    path.write_text('[\n  {\n    "id": "o1",\n    "schema": "Ownership"\n  }\n]\n', encoding="utf-8")

    from sanctions.ownership.readers.inputs import read_ownership

    with pytest.raises(InputError, match="an Ownership needs an owner and an asset"):
        read_ownership(path, set_aside=False)


@pytest.mark.parametrize("field", ["startDate", "endDate"])
@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_are_stand_for_none(tmp_path: Path, field: str, text: str) -> None:
    records = [*BASE, holding("r", "p1", "c1", shares(60, **{field: text}))]
    links = [*PEOPLE, ftm("o1", "Ownership", owner="p1", asset="c1", percentage="60", **{field: text})]

    assert status_of(records, tmp_path, "Larch Holdings") is VerdictStatus.BLOCKED
    assert status_of(links, tmp_path, "Larch Holdings") is VerdictStatus.BLOCKED


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it holds half of a character"):
        verdicts_of([person("p1", "Ivo \ud800"), LARCH], tmp_path)

"""Every format of stakes gives the same graph, and says what it left out."""

from __future__ import annotations

import csv
import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from openpyxl import Workbook
from pyarrow import parquet

from sanctions.errors import InputError
from sanctions.ownership.listings import ListKind, list_kind, parse_directives
from sanctions.ownership.readers import inputs
from sanctions.ownership.readers.inputs import read_inputs, read_ownership
from sanctions.ownership.readers.known_names import KnownNames
from sanctions.ownership.readers.read_bods import read_bods
from sanctions.ownership.readers.read_bulk import read_bulk
from sanctions.ownership.readers.read_ftm import read_ftm
from sanctions.ownership.readers.read_listed import matched, read_facts, read_listed
from sanctions.ownership.readers.read_stakes import read_stakes
from sanctions.ownership.shares import UNKNOWN_SHARE, Share
from sanctions.ownership.situation import EntityFact
from sanctions.ownership.stakes import Interest, Stake, Transfer

DATE = dt.date(2022, 3, 1)


def simple(stakes: tuple[Stake, ...]) -> set[tuple[str, str, Share]]:
    return {(stake.owner, stake.entity, stake.share) for stake in stakes}


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_with_everything(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "stakes.csv",
        "owner,entity,share_pct,interest,control,joint,transfer,from,to,source\n"
        "X,A,30,votes,yes,pact,licensed,2022-03-01,2022-05-01,register\n",
    )

    held, control = read_stakes(path).stakes

    last = dt.date(2022, 5, 1)
    whole = Stake("X", "A", Share.exact(30), Interest.VOTES, "pact", Transfer.LICENSED, DATE, last, "line 2")
    assert held == whole
    assert (control.interest, control.share) == (Interest.CONTROL, Share.exact(100))


def test_control_alone_says_nothing_about_shares_and_nothing_at_all_is_unknown(tmp_path: Path) -> None:
    table = "owner,entity,share_pct,control\nX,A,,yes\nX,B,,\nX,C,,no\n"

    stakes = read_stakes(write(tmp_path, "stakes.csv", table)).stakes

    assert [(stake.entity, stake.interest) for stake in stakes] == [
        ("A", Interest.CONTROL),
        ("B", Interest.SHARES),
    ]
    assert stakes[1].share == UNKNOWN_SHARE


def test_semicolons_decimal_commas_byte_order_mark_and_utf16(tmp_path: Path) -> None:
    expected = {("Müller", "A", Share.exact(Fraction("33.33"))), ("X", "B", Share.exact(50))}
    text = "owner;entity;share_pct\nMüller;A;33,33\nX;B;50 %\n"
    for encoding in ("utf-8-sig", "utf-16"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes(text.encode(encoding))

        assert simple(read_stakes(path).stakes) == expected


def test_names_are_composed_and_spaced_alike(tmp_path: Path) -> None:
    path = write(tmp_path, "stakes.csv", "owner,entity,share_pct\nMu\u0308ller  AG,A,10\nMüller AG,B,10\n")

    assert {stake.owner for stake in read_stakes(path).stakes} == {"Müller AG"}


def test_excel_numbers_percent_formats_dates_and_text_that_looks_like_a_formula(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["owner", "entity", "share_pct", "from"])
    page.append(["X", "A", 33.33, dt.datetime(2022, 3, 1)])  # noqa: DTZ001  - Excel dates have no zone
    page.append(["X", "B", 0.5, None])
    page["C3"].number_format = "0.00%"
    page.append([None, None, None, None])
    page.append(["X", "=1+1", 10, None])
    page["B5"].data_type = "s"
    path = tmp_path / "stakes.xlsx"
    book.save(path)

    stakes = read_stakes(path).stakes

    assert simple(stakes) == {
        ("X", "A", Share.exact(Fraction("33.33"))),
        ("X", "B", Share.exact(50)),
        ("X", "=1+1", Share.exact(10)),
    }
    assert [stake.place for stake in stakes] == ["row 2", "row 3", "row 5"]
    assert stakes[0].valid_from == DATE


def test_bad_rows_are_set_aside_when_asked(tmp_path: Path) -> None:
    path = write(tmp_path, "stakes.csv", "owner,entity,share_pct\nX,A,60\nX,B,-1\nX,C\n")

    table = read_stakes(path, set_aside=True)

    assert len(table.stakes) == 1
    assert [str(problem) for problem in table.set_aside] == [
        "stakes.csv: line 3: the share '-1' is negative",
        "stakes.csv: line 4: the row has 2 cells, the header 3",
    ]


def bods(interests: list[dict[str, object]], **more: object) -> str:
    relation = {"recordId": "r", "recordType": "relationship", "statementDate": "2022-01-01", **more}
    relation["recordDetails"] = {"subject": "e", "interestedParty": "p", "interests": interests}
    person = {"recordType": "person", "recordDetails": {"names": [{"fullName": "X"}]}, "recordId": "p"}
    return json.dumps(
        [{"recordId": "e", "recordType": "entity", "recordDetails": {"name": "A"}}, person, relation]
    )


def test_bods_shares_bands_votes_and_control(tmp_path: Path) -> None:
    text = bods(
        [
            {"type": "shareholding", "share": {"exact": 33.33}, "startDate": "2022-03-01"},
            {"type": "votingRights", "share": {"exclusiveMinimum": 25, "maximum": 50}},
            {"type": "votingRights", "share": {"minimum": 25, "exclusiveMinimum": True, "maximum": 50}},
            {"type": "otherInfluenceOrControl"},
            {"type": "controlByLegalFramework"},
            {"type": "settlor"},
            {"type": "shareholding", "directOrIndirect": "indirect", "share": {"exact": 10}},
        ]
    )

    table = read_bods(write(tmp_path, "bods.json", text))

    band = Share(Fraction(25), Fraction(50), low_open=True)
    stakes = sorted(table.stakes, key=lambda stake: (stake.interest, stake.doubt))
    assert [(stake.interest, stake.share) for stake in stakes] == [
        (Interest.SHARES, Share.exact(Fraction("33.33"))),
        (Interest.VOTES, band),
        (Interest.VOTES, band),
        (Interest.CONTROL, Share.exact(100)),
        (Interest.CONTROL, Share(Fraction(0), Fraction(100))),
        (Interest.OPEN, Share(Fraction(0), Fraction(100))),
        (Interest.OPEN, Share(Fraction(0), Fraction(100))),
    ]
    assert stakes[0].valid_from == DATE
    assert [stake.doubt for stake in stakes[-3:]] == [
        "otherInfluenceOrControl may be control",
        "an interest of the kind settlor",
        "held indirectly, and the file has no chain of known stakes for it",
    ]
    assert table.notes == ()


def test_bods_keeps_the_latest_statement_and_ends_a_closed_record(tmp_path: Path) -> None:
    first = json.loads(bods([{"type": "shareholding", "share": {"exact": 60}}]))
    interests: list[dict[str, object]] = [{"type": "shareholding", "share": {"exact": 60}}]
    closed = json.loads(bods(interests, recordStatus="closed", statementDate="2022-03-01"))
    lines = "\n".join(json.dumps(statement) for statement in [*closed, first[2]])

    (stake,) = read_bods(write(tmp_path, "bods.json", lines)).stakes

    assert stake.valid_to == DATE - dt.timedelta(days=1)


def test_ftm_reads_ownership_with_names_bands_and_loose_dates(tmp_path: Path) -> None:
    def owned(number: str, asset: str, **more: list[str]) -> dict[str, object]:
        return {"id": number, "schema": "Ownership", "properties": {"owner": ["x"], "asset": [asset], **more}}

    records: list[dict[str, object]] = [
        {"id": "x", "schema": "Person", "caption": "X", "properties": {"name": ["X"]}},
        {"id": "a", "schema": "Company", "properties": {"name": ["A"]}},
        {"id": "a2", "schema": "Company", "properties": {"name": ["A"]}},
        owned("1", "a", percentage=["50.5%"], startDate=["2020"], endDate=["2022-02"]),
        owned("2", "q", percentage=["25-50"]),
        owned("3", "a2"),
        {"id": "4", "schema": "Directorship", "properties": {"director": ["x"], "organization": ["a"]}},
    ]

    table = read_ftm(write(tmp_path, "ftm.jsonl", "\n".join(map(json.dumps, records))))

    assert [(stake.owner, stake.entity, stake.share.text) for stake in table.stakes] == [
        ("X", "A [a]", "50.5"),
        ("X", "q", "[25, 50]"),
        ("X", "A [a2]", "(0, 100]"),
        ("A [a2]", "A [a]", "[0, 100]"),
        ("A [a]", "A [a2]", "[0, 100]"),
    ]
    assert (table.stakes[0].valid_from, table.stakes[0].valid_to) == (
        dt.date(2020, 1, 1),
        dt.date(2022, 2, 28),
    )
    assert table.notes == (
        "ftm.jsonl: 1 Directorship left out, no stake: 'X and A'",
        "ftm.jsonl: 'A [a2]', 'A [a]' share a name and may be one: read as what may be",
    )


def test_the_format_is_told_by_name_and_content(tmp_path: Path) -> None:
    ftm = '{"id": "1", "schema": "Ownership", "properties": {"owner": ["x"], "asset": ["a"]}}\n'
    statements = bods([{"type": "shareholding", "share": {"exact": 50}}])

    assert read_ownership(write(tmp_path, "one.json", ftm), set_aside=False).stakes[0].owner == "x"
    assert read_ownership(write(tmp_path, "two.json", statements), set_aside=False).stakes[0].owner == "X"


FRAME = {"owner": ["X", "Y", "X"], "entity": ["A", "A", "B"], "share_pct": [33.33, 16.67, 50.0]}


@pytest.mark.parametrize(
    "shares",
    [
        pa.array(FRAME["share_pct"]),
        pa.array([Decimal("33.33"), Decimal("16.67"), Decimal(50)], pa.decimal128(10, 2)),
        pa.array(["33.33", "16.67", "50"]),
    ],
    ids=["floats", "decimals", "texts"],
)
def test_parquet_shares_are_exact_whatever_their_type(tmp_path: Path, shares: pa.Array) -> None:
    path = tmp_path / "stakes.parquet"
    parquet.write_table(pa.table({**FRAME, "share_pct": shares}), path)

    graph, problems = read_bulk(path)

    assert problems == ()
    assert {(graph.stake(row).owner, graph.stake(row).entity, graph.share(row).text) for row in range(3)} == {
        ("X", "A", "33.33"),
        ("Y", "A", "16.67"),
        ("X", "B", "50"),
    }


def test_a_large_csv_gives_the_same_graph_as_the_row_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "stakes.csv"
    pd.DataFrame(FRAME).to_csv(path, index=False)
    listed = write(tmp_path, "listed.csv", "entity\nX\nY\n")
    row_by_row = read_inputs(path, (str(listed),), None, set_aside=False).graph
    monkeypatch.setattr(inputs, "BULK_FROM_BYTES", 0)
    bulk = read_inputs(path, (str(listed),), None, set_aside=False).graph

    assert bulk.places == ()
    assert {(bulk.stake(row).owner, bulk.share(row)) for row in range(3)} == {
        (row_by_row.stake(row).owner, row_by_row.share(row)) for row in range(3)
    }


def test_bad_rows_of_a_large_table_are_counted_with_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "stakes.parquet"
    table = {"owner": ["X", None, "X", " ", "Z"], "entity": ["A", "B", "C", "D", "Z"]}
    parquet.write_table(pa.table({**table, "share_pct": [60.0, 1.0, -5.0, 1.0, 1.0]}), path)

    with pytest.raises(InputError) as caught:
        read_bulk(path)
    graph, problems = read_bulk(path, set_aside=True)

    assert str(caught.value).split("\n") == [
        "stakes.parquet: row 2, 4: the owner is missing",
        "stakes.parquet: row 5: an entity is given as its own owner",
        "stakes.parquet: row 3: the share is missing or negative",
    ]
    assert len(problems) == 3
    assert graph.stakes == 1


def test_shares_without_end_are_refused_in_bulk(tmp_path: Path) -> None:
    path = tmp_path / "stakes.parquet"
    parquet.write_table(pa.table({"owner": ["X"], "entity": ["A"], "share_pct": [100 / 3]}), path)

    with pytest.raises(InputError, match=r"share_pct: a share has more than 9 decimals"):
        read_bulk(path)


@pytest.mark.parametrize(
    ("name", "directive", "kind"),
    [
        ("", "", ListKind.UNSTATED),
        ("", "D1", ListKind.DIRECTIVE),
        ("OFAC-SDN", "", ListKind.SDN),
        ("SSI", "1", ListKind.DIRECTIVE),
        ("NS-MBS", "", ListKind.DIRECTIVE),
        ("EU 269/2014", "", ListKind.EU_FREEZE),
        ("EU 833/2014", "", ListKind.EU_SECTORAL),
        ("UK asset freeze", "", ListKind.UK_FREEZE),
        ("UK schedule 2", "", ListKind.UK_MARKETS),
        ("BIS Entity List", "", ListKind.BIS),
        ("Government of Venezuela", "", ListKind.GOVERNMENT),
        ("UN", "", ListKind.OTHER),
        ("OFAC", "", ListKind.SDN),
        ("EO 13884", "", ListKind.GOVERNMENT),
        ("EO 14024", "", ListKind.SDN),
        ("EO 14024", "D3", ListKind.DIRECTIVE),
        ("EO14024-D1", "", ListKind.DIRECTIVE),
        ("SSI D1", "", ListKind.DIRECTIVE),
        ("EU", "", ListKind.EU),
        ("UK", "", ListKind.UK),
        ("UK-OFSI", "", ListKind.UK_FREEZE),
        ("uk-markets", "", ListKind.UK_MARKETS),
        ("eu-sectoral", "", ListKind.EU_SECTORAL),
        ("my own list", "", ListKind.UNKNOWN),
    ],
)
def test_lists_are_told_by_the_words_people_use(name: str, directive: str, kind: ListKind) -> None:
    assert list_kind(name, directive) is kind


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("1", "SSI", ("EO 13662 D1",)),
        ("D2", "", ("EO 13662 D2",)),
        ("Directive 1A", "NS-MBS", ("EO 14024 D1A",)),
        ("2", "CAPTA", ("EO 14024 D2",)),
        ("EO14024 Directive 3", "", ("EO 14024 D3",)),
        ("Directive 1 ; E.O. 14024 Directive 3", "SSI", ("EO 13662 D1", "EO 14024 D3")),
        ("CAATSA section 235", "", ("CAATSA 235",)),
        ("", "SDN", ()),
        ("", "CAPTA", ("CAPTA",)),
        ("", "SSI D2 (D4 12 Sep 2014)", ("EO 13662 D2", "EO 13662 D4")),
        ("", "EO14024-D1/D1A/D4", ("EO 14024 D1", "EO 14024 D1A", "EO 14024 D4")),
        ("", "NS-MBS, EO14024 Directive 4", ("EO 14024 D4",)),
        ("", "NS-MBS", ("NS-MBS",)),
    ],
)
def test_directives_are_read_in_one_form(text: str, name: str, expected: tuple[str, ...]) -> None:
    assert parse_directives(text, name) == expected


def test_listed_names_are_matched_up_to_case_and_the_rest_is_said(tmp_path: Path) -> None:
    path = write(tmp_path, "listed.csv", "entity,list\nSULZER ag,my own list\nNobody,SDN\n")
    table = read_listed(path)

    found, notes = matched(table.listings, KnownNames(["Sulzer AG"]))

    assert [each.entity for each in found] == ["Sulzer AG", "Nobody"]
    assert notes == (
        "listed 'SULZER ag' is read as 'Sulzer AG'",
        "listed 'Nobody' does not occur in the ownership table",
    )
    assert table.notes == ("listed.csv: the list 'my own list' is not known and counts for every rule",)


def test_blocked_and_under_a_directive_is_two_listings(tmp_path: Path) -> None:
    table = read_listed(write(tmp_path, "listed.csv", "entity,list,directive\nX,SDN,EO 13662 D1\n"))

    assert [(each.kind, each.directive) for each in table.listings] == [
        (ListKind.SDN, ""),
        (ListKind.DIRECTIVE, "EO 13662 D1"),
    ]


def test_facts_keep_what_is_unknown_unknown(tmp_path: Path) -> None:
    text = "entity,financial_institution,country,assets_usd_bn\nA,yes,ru,1.5\nB,,,\n"

    facts = read_facts(write(tmp_path, "entities.csv", text))

    assert facts["A"] == EntityFact(True, "RU", Decimal("1.5"))
    assert facts["B"] == EntityFact(None, None, None)


def test_a_real_sdn_file_meets_a_hand_made_table(raw_files: Path, tmp_path: Path) -> None:
    stakes = write(
        tmp_path,
        "stakes.csv",
        "owner,entity,share_pct\nRENOVA GROUP,SULZER AG,63.42\nEn+ Group plc,EUROSIBENERGO TRADING,100\n",
    )

    given = read_inputs(stakes, (str(raw_files / "ofac" / "sdn.csv"),), None, set_aside=False)

    assert {(each.entity, each.kind) for each in given.listings} >= {
        ("RENOVA GROUP", ListKind.SDN),
        ("En+ Group plc", ListKind.SDN),
    }
    assert np.array_equal(given.graph.starts[-1:], [2])


def sdn_csv(folder: Path, name: str) -> Path:
    remarks = (
        "Executive Order 13662 Directive Determination - Subject to Directive 1; Executive Order 14024 "
        "Directive Information - For more information on directives, please visit the following link: "
        "https://home.treasury.gov/; Listing Date (EO 14024 Directive 3): 24 Feb 2022."
    )
    row = ["1", "X BANK", "-0- ", "RUSSIA-EO14024", *["-0- "] * 7, remarks]
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerow(row)
    return path


def test_the_date_of_a_directive_is_not_taken_for_the_day_of_blocking(tmp_path: Path) -> None:
    stakes = write(tmp_path, "stakes.csv", "owner,entity,share_pct\nX Bank,A,60\n")

    given = read_inputs(stakes, (str(sdn_csv(tmp_path, "sdn.csv")),), None, set_aside=False)

    found = {(each.kind, each.directive, each.valid_from) for each in given.listings}
    assert found >= {(ListKind.SDN, "", None), (ListKind.DIRECTIVE, "EO 13662 D1", None)}


def test_an_edition_later_than_the_day_asked_about_is_refused(tmp_path: Path) -> None:
    stakes = write(tmp_path, "stakes.csv", "owner,entity,share_pct\nX Bank,A,60\n")
    edition = (str(sdn_csv(tmp_path, "sdn_2023-02-28.csv")),)

    with pytest.raises(InputError) as caught:
        read_inputs(stakes, edition, None, set_aside=False, as_of=dt.date(2023, 2, 27))

    assert str(caught.value) == (
        "sdn_2023-02-28.csv: this edition is of 2023-02-28, after the day asked about, 2023-02-27 "
        "(expected an edition of that day or before)"
    )
    assert read_inputs(stakes, edition, None, set_aside=False, as_of=dt.date(2023, 2, 28)).listings

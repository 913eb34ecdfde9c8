"""Stakes of one's own on several dates: the later reading takes the place of the earlier."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sanctions.entities.figures import KnownStake
from sanctions.entities.known_stakes import superseded
from sanctions.entities.register import EntityTables
from sanctions.entities.tables import read_figures
from sanctions.ownership.shares import Share

HEADER = "entity,figure,value,unit,date,first_known,owner,from,to\n"
CARD = 'title = "t"\npublisher = "p"\naddress = "a"\ncoverage = "c"\nlicence = "l"\n'


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def tables(folder: Path, rows: str) -> EntityTables:
    (folder / "mine.csv").write_text(HEADER + rows, encoding="utf-8")
    (folder / "mine.toml").write_text(CARD, encoding="utf-8")
    return EntityTables((), (), (read_figures(folder / "mine.csv"),))


def spans(given: EntityTables) -> list[tuple[str, str, str]]:
    return [(each.share.text, str(each.valid_from), str(each.valid_to)) for each in given.stakes]


def test_each_reading_holds_until_the_next(tmp_path: Path) -> None:
    rows = (
        "Acme,stake,40,%,2017-12-31,2018-03-15,GAZ,,\n"
        "Acme,stake,60,%,2016-12-31,2017-03-01,GAZ,,\n"
        "Acme,stake,10,%,2016-06-30,2017-03-01,Other,,\n"
    )
    given = tables(tmp_path, rows)

    assert spans(given) == [
        ("40", "2017-12-31", "None"),
        ("60", "None", "2017-12-30"),
        ("10", "None", "None"),
    ]
    assert spans(given.known_on(day("2018-01-31"))) == [("60", "None", "None"), ("10", "None", "None")]


def test_rows_of_one_date_stand_side_by_side_and_rows_with_a_span_are_left_alone(tmp_path: Path) -> None:
    rows = (
        "Acme,stake,70,%,2018-12-19,2018-12-19,GAZ,,2019-01-26\n"
        "Acme,stake,66,%,2018-04-09,2018-04-09,GAZ,,2019-01-26\n"
        "Acme,stake,44.95,%,2018-12-19,2018-12-19,GAZ,2019-01-27,\n"
        "Acme,stake,45,%,2020-12-31,2021-03-01,GAZ,,\n"
        "Acme,stake,46,%,2020-12-31,2021-03-01,GAZ,,\n"
    )

    assert spans(tables(tmp_path, rows)) == [
        ("70", "None", "2019-01-26"),
        ("66", "None", "2019-01-26"),
        ("44.95", "2019-01-27", "2020-12-30"),
        ("45", "2020-12-31", "None"),
        ("46", "2020-12-31", "None"),
    ]


def test_a_reading_of_a_later_day_is_not_used_and_said(tmp_path: Path) -> None:
    rows = (
        "Acme,stake,60,%,2019-12-31,2018-03-01,GAZ,,\n"
        "Acme,stake,50,%,2019-12-31,2018-03-01,GAZ,2018-01-01,\n"
        "Acme,assets,3,USD bn,2018-12-31,2018-03-01,,,\n"
        "Acme,assets,2,USD bn,2018-12-31,2019-03-01,,,\n"
    )
    given = tables(tmp_path, rows)

    assert spans(given.known_on(day("2018-04-06"))) == [("50", "2018-01-01", "None")]
    assert given.known_on(day("2018-04-06")).figures == ()
    assert given.ahead_of(day("2018-04-06")) == (
        "mine.csv: line 4: assets of Acme is of 2018-12-31, after 2018-04-06, and not used",
        "mine.csv: line 2: stake of Acme is of 2019-12-31, after 2018-04-06, and not used",
    )


readings = st.builds(
    lambda pair, pct, number: KnownStake(
        *pair,
        Share.exact(pct),
        day("2016-01-01") + dt.timedelta(number),
        None,
        None,
        day("2016-01-01"),
        *[""] * 4,
    ),
    st.sampled_from([("X", "A"), ("Y", "A"), ("X", "B")]),
    st.integers(1, 100),
    st.integers(0, 20),
)


@given(st.lists(readings, max_size=10), st.integers(-5, 25))
def test_on_every_day_the_latest_reading_before_it_holds(given_rows: list[KnownStake], number: int) -> None:
    on = day("2016-01-01") + dt.timedelta(number)
    holding = [
        (each.owner, each.entity, each.date)
        for each in superseded(given_rows)
        if (each.valid_from or on) <= on <= (each.valid_to or on)
    ]

    for owner, entity in {(each.owner, each.entity) for each in given_rows}:
        dates = [each.date for each in given_rows if (each.owner, each.entity) == (owner, entity)]
        expected = max((date for date in dates if date <= on), default=min(dates))
        assert {date for one, other, date in holding if (one, other) == (owner, entity)} == {expected}

"""Decisions on leads: kept whole, reopened by a change, never lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.errors import InputError
from sanctions.lists.read import read_list
from sanctions.lists.types import Alias
from sanctions.screening.against_lists import screen_lists
from sanctions.screening.case_decisions import CaseState, decide_leads
from sanctions.screening.case_file import HEADER, Case, Decision, Past, cases_text, read_cases
from sanctions.screening.leads import NameQuery
from tests.made_lists import FOLDER

DAY = dt.date(2026, 3, 10)
NAMES = (NameQuery("Rupert von Hentzau", 2, reference="C-1"), NameQuery("Petrel Nine", 3))

_text = st.text(st.characters(codec="utf-8"), max_size=30)
_named = _text.filter(bool)
_days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
_judged = st.fixed_dictionaries(
    {"decision": st.sampled_from(["match", "no match"]), "by": _named, "on": _days, "why": _named}
)
_pasts = st.builds(
    lambda judged, day, because: Past(**judged, reopened=day, because=because), _judged, _days, _text
)
_cases = st.builds(
    lambda judged, reference, seen, history, **said: Case(
        **judged, **said, reference=reference, seen=seen, history=tuple(history)
    ),
    _judged | st.just({}),
    _text,
    st.dictionaries(st.sampled_from(["name", "aliases", "format"]), _text),
    st.lists(_pasts, max_size=2),
    name=_named,
    list=_named,
    entry=_named,
    listed_as=_text,
    first_seen=_days | st.none(),
)


@pytest.fixture(scope="module")
def eu():
    return read_list(FOLDER / "eu" / "eu.xml")


@pytest.fixture(scope="module")
def seco():
    return read_list(FOLDER / "seco" / "seco.xml")


def _decided(case: Case, decision: str = "no match", on: dt.date = DAY) -> Case:
    judged = {"decision": Decision(decision), "by": "A. Analyst", "on": on, "why": "another person"}
    return case.model_copy(update=judged)


def _changed(entities, position: int = 0, **fields):
    listed = list(entities.entities)
    listed[position] = replace(listed[position], **fields)
    return replace(entities, entities=tuple(listed))


@given(cases=st.lists(_cases, max_size=4, unique_by=lambda case: case.key))
def test_a_file_read_back_is_the_same_whatever_names_hold(tmp_path_factory, cases):
    file = tmp_path_factory.mktemp("cases") / "cases.toml"
    text = cases_text(cases)
    file.write_text(text, encoding="utf-8", newline="\n")
    found, read = read_cases(file)
    assert found == tuple(cases)
    assert read == text
    assert all(letter.isprintable() for line in text.split("\n") for letter in line)


def test_new_leads_are_open_and_dated_only_when_told(eu):
    screening = screen_lists(NAMES, [eu])
    run = decide_leads((), screening, DAY)
    assert [(case.reference, case.entry, case.decision) for case in run.cases] == [
        ("C-1", "EU.901.11", "open")
    ]
    assert run.cases[0].first_seen == DAY
    assert decide_leads((), screening).cases[0].first_seen is None
    assert run == decide_leads((), screening, DAY)


def test_a_decision_stands_while_nothing_changes(eu):
    screening = screen_lists(NAMES, [eu])
    decided = _decided(decide_leads((), screening, DAY).cases[0])
    run = decide_leads([decided], screening, DAY)
    assert run.cases == (decided,)
    assert run.of(screening.leads[0]).state is CaseState.DECIDED


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "Rupert K. Von Hentzau"}, "changed since: name"),
        ({"aliases": (Alias("The Exile"),)}, "changed since: aliases"),
        ({"born": ("1961",), "programmes": ("X",)}, "changed since: programmes, born"),
        ({"remarks": "other"}, "changed since: remarks"),
    ],
)
def test_a_changed_entry_reopens_a_decision_and_keeps_it(eu, change, said):
    decided = _decided(decide_leads((), screen_lists(NAMES, [eu]), DAY).cases[0])
    later = dt.date(2026, 4, 1)
    screening = screen_lists(NAMES, [_changed(eu, **change)])
    run = decide_leads([decided], screening, later)
    (case,) = run.cases
    assert (case.decision, case.by, case.on, case.why) == (Decision.OPEN, "", None, "")
    (past,) = case.history
    assert (past.decision, past.by, past.on, past.why) == ("no match", "A. Analyst", DAY, "another person")
    assert (past.reopened, past.because) == (later, said)
    assert run.of(screening.leads[0]).state is CaseState.REOPENED


def test_a_changed_order_or_day_of_change_reopens_nothing(eu):
    decided = _decided(decide_leads((), screen_lists(NAMES, [eu]), DAY).cases[0])
    turned = _changed(eu, aliases=eu.entities[0].aliases[::-1], changed_on=DAY, line=99)
    assert decide_leads([decided], screen_lists(NAMES, [turned]), DAY).cases == (decided,)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (NameQuery("Rupert of Hentzau", 2, reference="C-1"), "changed since: the name searched"),
        (
            NameQuery("Rupert von Hentzau", 2, country="Ruritania", reference="C-1"),
            "changed since: the numbers or the country given with the name",
        ),
    ],
)
def test_a_changed_name_reopens_the_decision_under_its_reference(eu, query, said):
    decided = _decided(decide_leads((), screen_lists(NAMES, [eu]), DAY).cases[0])
    run = decide_leads([decided], screen_lists([query], [eu]), DAY)
    assert run.cases[0].history[0].because == said
    assert run.cases[0].name == query.name


def test_another_format_of_the_list_reopens_only_for_what_both_word_alike(eu):
    table = read_list(FOLDER / "eu" / "eu.csv")
    decided = _decided(decide_leads((), screen_lists(NAMES, [table]), DAY).cases[0])
    assert decide_leads([decided], screen_lists(NAMES, [eu]), DAY).cases == (decided,)


def test_a_missing_companion_file_reopens_nothing(eu):
    decided = _decided(decide_leads((), screen_lists(NAMES, [eu]), DAY).cases[0])
    without = replace(_changed(eu, aliases=(), addresses=()), not_carried=("aliases", "addresses"))
    assert decide_leads([decided], screen_lists(NAMES, [without]), DAY).cases == (decided,)


def test_decisions_without_a_lead_this_time_are_kept_and_said_with_the_reason(eu, seco):
    screening = screen_lists(NAMES, [eu, seco])
    cases = [_decided(case) for case in decide_leads((), screening, DAY).cases]
    gone = replace(eu, entities=eu.entities[1:])
    run = decide_leads(cases, screen_lists(NAMES[:1], [gone]), DAY)
    assert run.cases == tuple(cases)
    assert {(each.case.list.split()[0], each.case.entry): each.because for each in run.not_seen} == {
        ("EU", "EU.901.11"): "the entry is not on this edition of the list",
        ("Swiss", "5001"): "its list was not screened this time",
        ("Swiss", "5030"): "its list was not screened this time",
    }
    run = decide_leads(cases, screen_lists(NAMES[1:], [eu, seco]), DAY)
    assert [each.because for each in run.not_seen] == ["the name was not searched this time"] * 2


def test_a_lead_that_a_number_now_contradicts_is_said_to_be_one():
    sdn = read_list(FOLDER / "ofac" / "sdn.csv")
    query = NameQuery("Borgvar Mashinbank", 2, reference="C-2")
    decided = _decided(decide_leads((), screen_lists([query], [sdn])).cases[0])
    against = replace(query, lei="5493001KJTIIGC8Y1R99")
    (missing,) = decide_leads([decided], screen_lists([against], [sdn])).not_seen
    assert missing.because == "a number contradicts it this time"


def test_names_that_cannot_be_told_apart_are_refused(eu):
    twice = [NameQuery("A B", 2, reference="1"), NameQuery("C D", 3, reference="1")]
    numbers = [NameQuery("E F", 4), NameQuery("E F", 5, tax_id="7702070139")]
    with pytest.raises(InputError) as caught:
        decide_leads((), screen_lists([*twice, *numbers], [eu]))
    assert str(caught.value).splitlines() == [
        "names: line 3: the reference '1' stands on line 2 too (expected one row for each)",
        "names: line 5: the name 'E F' with other numbers stands on line 4 too "
        "(expected a column reference that tells the two apart)",
    ]


def test_a_decision_dated_after_the_run_is_refused(eu):
    screening = screen_lists(NAMES, [eu])
    late = _decided(decide_leads((), screening).cases[0], on=dt.date(2026, 3, 11))
    with pytest.raises(InputError, match="the decision is of 2026-03-11, after this run's day 2026-03-10"):
        decide_leads([late], screening, DAY)
    assert decide_leads([late], screening).cases == (late,)


def test_a_file_that_is_not_there_holds_no_case(tmp_path):
    assert read_cases(tmp_path / "cases.toml") == ((), "")


def test_a_day_may_stand_in_quotation_marks_and_nothing_where_none_is_known(tmp_path):
    file = tmp_path / "cases.toml"
    file.write_text(
        "\n".join(
            [*HEADER, 'schema = "sanctions/case-file/1"', "[[lead]]", 'name = "A"', 'list = "L"',
             'entry = "1"', 'decision = "match"', 'by = "me"', 'on = "2026-03-10"', 'why = "# not a comment"']
        )
    )  # fmt: skip
    (case,), _ = read_cases(file)
    assert (case.on, case.why, case.seen) == (DAY, "# not a comment", {})


def test_a_key_of_many_parts_is_refused_at_once_and_a_name_with_dots_is_not(tmp_path):
    file = tmp_path / "cases.toml"
    dotted = "a" + ".a" * 100_000
    file.write_text(cases_text([Case(name=dotted, list="L", entry="1")]), encoding="utf-8")
    assert read_cases(file)[0][0].name == dotted
    file.write_text(f"{dotted} = 1\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1: is nested too deeply"):
        read_cases(file)


CASES = sorted((FOLDER.parents[1] / "cases").glob("casefile_*"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_wrong_file_is_refused_with_its_whole_message(case):
    with pytest.raises(InputError) as caught:
        read_cases(case / "cases.toml")
    assert f"{caught.value}\n" == (case / "message.txt").read_text(encoding="utf-8")

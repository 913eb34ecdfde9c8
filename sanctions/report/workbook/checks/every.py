"""Every check of a workbook, the general ones first."""

from __future__ import annotations

from sanctions.report.workbook.checks.check import Check, Subject
from sanctions.report.workbook.checks.comparisons import comparison_checks
from sanctions.report.workbook.checks.dates import date_checks
from sanctions.report.workbook.checks.entities import entity_checks
from sanctions.report.workbook.checks.inputs import input_checks
from sanctions.report.workbook.checks.models import model_checks
from sanctions.report.workbook.checks.null import null_checks
from sanctions.report.workbook.checks.order import order_checks
from sanctions.report.workbook.checks.paths import path_checks
from sanctions.report.workbook.checks.program import program_checks
from sanctions.report.workbook.checks.signs import sign_checks
from sanctions.report.workbook.checks.totals import total_checks


def checks_of(subject: Subject) -> tuple[Check, ...]:
    """Return every check, the general ones first."""
    return (
        *input_checks(subject),
        *date_checks(subject),
        *order_checks(subject),
        *model_checks(subject),
        *total_checks(subject),
        *path_checks(subject),
        *entity_checks(subject),
        *sign_checks(subject),
        *null_checks(subject),
        *comparison_checks(subject),
        *program_checks(subject),
    )

"""How each kind of cell looks: sans serif, 12 pt for text, and never colour as the only signal."""

from __future__ import annotations

from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList

from sanctions.report.cells.in_order import OrderedFont
from sanctions.report.cells.tables import NUMERIC, Look, Mark

FONT: Final = "Arial"
TEXT_SIZE: Final = 12
TITLE_SIZE: Final = 18
INK: Final = "FF1A1A1A"
BLUE: Final = "FF0000C8"
YELLOW: Final = "FFFFF7CC"
HEADER_FILL: Final = "FF1F3A5F"
LIVE_FILL: Final = "FFEAF3EA"
WHITE: Final = "FFFFFFFF"
RULE: Final = "FFBFBFBF"
GREY: Final = "FF808080"
RED: Final = "FFB00020"

_NUMBER_FORMAT: Final = {
    Look.NUMBER: "#,##0.000",
    Look.LIVE: "#,##0.000",
    Look.INPUT: "General",
    Look.WHOLE: "#,##0",
    Look.LIVE_TOLERANCE: "[=0]0;[>=1]#,##0;0.0E+00",
    Look.DATE: "yyyy-mm-dd",
    Look.INPUT_TEXT: "@",
}


def _font(look: Look) -> Font:
    if look in (Look.TITLE, Look.ANSWER):
        return OrderedFont(name=FONT, size=TITLE_SIZE, bold=True, color=INK)
    if look in (Look.HEADER, Look.HEADER_NUMBER):
        return OrderedFont(name=FONT, size=TEXT_SIZE, bold=True, color=WHITE)
    if look in (Look.INPUT, Look.INPUT_TEXT):
        return OrderedFont(name=FONT, size=TEXT_SIZE, color=BLUE)
    if look is Look.LINK:
        return OrderedFont(name=FONT, size=TEXT_SIZE, color=BLUE, underline="single")
    return OrderedFont(name=FONT, size=TEXT_SIZE, bold=look is Look.KEY, color=INK)


def _fill(look: Look) -> PatternFill:
    colour = {
        Look.HEADER: HEADER_FILL,
        Look.HEADER_NUMBER: HEADER_FILL,
        Look.INPUT: YELLOW,
        Look.INPUT_TEXT: YELLOW,
        Look.LIVE: LIVE_FILL,
        Look.LIVE_TEXT: LIVE_FILL,
        Look.LIVE_ROUNDED: LIVE_FILL,
        Look.LIVE_TOLERANCE: LIVE_FILL,
        Look.LIVE_RANGE: LIVE_FILL,
    }.get(look)
    return PatternFill("solid", start_color=colour, end_color=colour) if colour else PatternFill()


def _alignment(look: Look) -> Alignment:
    if look is Look.TITLE:
        return Alignment(vertical="center", wrap_text=False)
    if look in NUMERIC:
        return Alignment(horizontal="right", vertical="top")
    if look in (Look.HEADER_NUMBER, Look.AMONG_NUMBERS):
        return Alignment(horizontal="right", vertical="top", wrap_text=True)
    if look is Look.LEAD:
        return Alignment(horizontal="left", vertical="top")
    return Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)


def _border(look: Look) -> Border:
    line = Side(style="thin", color=RULE)
    if look in (Look.TITLE, Look.LEAD, Look.ANSWER):
        return Border()
    if look in (Look.INPUT, Look.INPUT_TEXT):
        return Border(left=line, right=line, top=line, bottom=line)
    return Border(bottom=line)


def mark_font(mark: Mark) -> Font:
    """Return the letters of cells that are marked."""
    if mark is Mark.OLD:
        return OrderedFont(strike=True, color=GREY)
    return OrderedFont(bold=True, color=RED)


def named_styles() -> dict[Look, NamedStyle]:
    """Return one named style for each look."""
    return {
        look: NamedStyle(
            name=look.value,
            font=_font(look),
            fill=_fill(look),
            alignment=_alignment(look),
            border=_border(look),
            number_format=_NUMBER_FORMAT.get(look, "General"),
        )
        for look in Look
    }


def prepare(workbook: Workbook) -> None:
    """Register the styles and make the default font the same sans serif.

    Parameters
    ----------
    workbook : openpyxl.Workbook
        Fresh one, changed in place.
    """
    plain = OrderedFont(name=FONT, size=TEXT_SIZE, color=INK)
    # The first font is that of cells nobody wrote; only the library's own list holds it.
    workbook._fonts = IndexedList([plain])  # type: ignore[attr-defined]
    normal = workbook._named_styles["Normal"]  # type: ignore[attr-defined]
    normal.font = plain
    normal.bind(workbook)
    for style in named_styles().values():
        workbook.add_named_style(style)

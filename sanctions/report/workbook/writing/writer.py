"""The one module that turns sheets into cells of a spreadsheet file."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from sanctions.files import web_address
from sanctions.report.cells.styles import mark_font, prepare
from sanctions.report.cells.tables import NUMERIC, Cell, Column, Content, Formula, Look, Sheet, Table, letter
from sanctions.report.cells.text import LONGEST_TEXT, escaped, parts, starts_like_formula, visible
from sanctions.report.workbook.writing.bulk import BulkRows

OVERFLOW_SHEET: Final = "Long texts"
LONGEST_LINK: Final = 2079
LONGEST_SHEET_NAME: Final = 31
_A4: Final = 9
_MARGIN_INCHES: Final = 0.4
#: Bottom margin with room for the footer, which would be cut off inside it otherwise.
_FOOT_INCHES: Final = 0.7
_FOOTER_INCHES: Final = 0.35
_LINE_POINTS: Final = 16.0
#: How much larger the answer is than other text.
_ANSWER_SIZE: Final = 1.6
#: Rows that charts take on the page after the table.
_ROWS_OF_CHARTS: Final = 66
_TITLE_POINTS: Final = 26.0
_HIGHEST_ROW_POINTS: Final = 409.0
#: Letters of 12 pt text in one unit of column width, a little on the safe side.
_LETTERS_PER_WIDTH: Final = 1.05

#: A cell of this workbook; another file's would name it in brackets or by its path.
_PLACE: Final = re.compile(r"(?:'[^'\[\]\\/:]+'|\w+)!\$?[A-Z]{1,3}\$?[0-9]+")
#: Sheet name -> cell -> value its formula has.
Cache = dict[str, dict[str, float | str | bool]]


@dataclass
class BookWriter:
    """A workbook being filled, the values its formulas have, and the texts too long for one cell."""

    workbook: Workbook = field(default_factory=Workbook)
    cache: Cache = field(default_factory=dict)
    alternative_texts: list[list[str]] = field(default_factory=list)
    bulk: dict[str, BulkRows] = field(default_factory=dict)
    _overflow: list[tuple[str, int, str]] = field(default_factory=list)
    _looks: dict[Look, StyleArray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        first = self.workbook.active
        if first is not None:
            self.workbook.remove(first)
        prepare(self.workbook)

    def define(self, name: str, target: str) -> None:
        """Give a cell a name that formulas can use."""
        self.workbook.defined_names[name] = DefinedName(name, attr_text=target)

    def write(self, sheet: Sheet) -> None:
        """Write one sheet after the ones written before.

        Parameters
        ----------
        sheet : Sheet

        Raises
        ------
        ValueError
            The name is too long or taken.
        """
        if len(sheet.name) > LONGEST_SHEET_NAME or sheet.name in self.workbook.sheetnames:
            raise ValueError(f"sheet name {sheet.name!r} is too long or taken")
        page = self.workbook.create_sheet(sheet.name)
        self.cache[sheet.name] = {}
        lead_look, title_look = (Look.TEXT, Look.ANSWER) if sheet.wrap_lead else (Look.LEAD, Look.TITLE)
        self.put(page, 1, 0, sheet.title, title_look)
        page.row_dimensions[1].height = _TITLE_POINTS
        if sheet.wrap_lead:
            _fit_height(page, 1, [(Cell(sheet.title, title_look), sheet.table.columns[0])])
        for offset, line in enumerate(sheet.lead):
            self.put(page, 2 + offset, 0, line, lead_look)
            if sheet.wrap_lead:
                _fit_height(page, 2 + offset, [(line, sheet.table.columns[0])])
        self._table(page, sheet.header_row, sheet.table)
        for offset, line in enumerate(sheet.foot):
            self.put(page, sheet.last_row + 2 + offset, 0, line, lead_look)
        for each in sheet.marked:
            font = DifferentialStyle(font=mark_font(each.mark))
            rule = Rule(type="expression", dxf=font, formula=[each.condition])
            page.conditional_formatting.add(each.cells, rule)
        for drawing in sheet.drawings:
            page.add_chart(drawing.chart, drawing.anchor)
        if sheet.drawings:
            self.alternative_texts.append([drawing.alternative_text for drawing in sheet.drawings])
        _set_up(page, sheet)

    def finish(self) -> None:
        """Write the texts that did not fit their cells, each in full, on a sheet of their own."""
        if not self._overflow:
            return
        rows = tuple((f"{where} part {number}", piece) for where, number, piece in self._overflow)
        columns = (Column("Where it goes on from", 40), Column("Text", 120))
        self._overflow = []
        self.write(Sheet(OVERFLOW_SHEET, "Texts longer than one cell", Table("long_texts", columns, rows)))

    def put(self, page: Worksheet, row: int, column: int, content: Content | Cell, look: Look) -> None:
        """Write one cell; `column` counts from 0."""
        link = ""
        if isinstance(content, Cell):
            among_numbers = look in NUMERIC and content.look is Look.TEXT
            look = Look.AMONG_NUMBERS if among_numbers else content.look or look
            link, content = content.link, content.content
        target = page.cell(row, column + 1)
        if not isinstance(target, ExcelCell):
            raise TypeError(f"{page.title}: merged cells are never written")
        self._dress(page, target, look)
        if isinstance(content, Formula):
            target.value = f"={content.text}"
            value = content.value
            self.cache[page.title][target.coordinate] = visible(value) if isinstance(value, str) else value
        elif isinstance(content, str):
            # An empty text would be written as a string cell without a string; the cell is just empty.
            if content:
                self._put_text(target, content)
        elif content is not None:
            target.value = content if isinstance(content, dt.date) else float(content)
            self._dress(page, target, look)
        if link:
            _link(target, link)

    def _put_text(self, target: ExcelCell, text: str) -> None:
        pieces = parts(visible(text))
        head = pieces[0]
        if len(pieces) > 1:
            where = f"{target.parent.title}!{target.coordinate}"
            head += f" […goes on: sheet {OVERFLOW_SHEET}, {where}]"
            self._overflow += [(where, number, piece) for number, piece in enumerate(pieces[1:], start=2)]
        target.value = escaped(head)
        target.data_type = "s"
        if starts_like_formula(head):
            target.quotePrefix = True

    def _dress(self, page: Worksheet, target: ExcelCell, look: Look) -> None:
        """Give a cell the style of its look; copying the array is far faster than naming the style."""
        if look not in self._looks:
            probe = ExcelCell(page, 1, 1)
            probe.style = look.value
            self._looks[look] = probe._style  # type: ignore[attr-defined]
        target._style = copy(self._looks[look])  # type: ignore[attr-defined]

    def _style_id(self, page: Worksheet, look: Look) -> int:
        """Return the number by which the file knows a look."""
        probe = ExcelCell(page, 1, 1)
        self._dress(page, probe, look)
        return int(probe.style_id)

    def _table(self, page: Worksheet, header: int, table: Table) -> None:
        _fit_height(page, header, [(column.header, column) for column in table.columns])
        for number, column in enumerate(table.columns):
            look = Look.HEADER_NUMBER if column.look in NUMERIC else Look.HEADER
            self.put(page, header, number, column.header, look)
            page.column_dimensions[letter(number)].width = column.width
        for offset, row in enumerate(table.rows, start=1):
            for number, content in enumerate(row):
                if content is not None:
                    self.put(page, header + offset, number, content, table.columns[number].look)
            _fit_height(page, header + offset, list(zip(row, table.columns, strict=True)))
        last = letter(len(table.columns) - 1)
        excel_table = ExcelTable(
            displayName=f"tbl_{table.name}", ref=f"A{header}:{last}{header + table.length}"
        )
        if table.bulk is not None:
            _name_columns(excel_table, table)
            styles = [self._style_id(page, column.look) for column in table.columns]
            self.bulk[page.title] = BulkRows(header + 1, tuple(styles), table.bulk)
        excel_table.tableStyleInfo = TableStyleInfo(name=None, showRowStripes=False)
        page.add_table(excel_table)


def _name_columns(excel_table: ExcelTable, table: Table) -> None:
    """Name the columns at once; otherwise the library would make a cell for every row to do it."""
    excel_table.tableColumns = [
        TableColumn(id=number, name=column.header) for number, column in enumerate(table.columns, start=1)
    ]


def _link(target: ExcelCell, link: str) -> None:
    """Make a cell lead to a place in the workbook or on the web; any other link stays text."""
    if _PLACE.fullmatch(link):
        target.hyperlink = Hyperlink(ref=target.coordinate, location=link)
    elif web_address(link) and len(link) <= LONGEST_LINK:
        target.hyperlink = Hyperlink(ref=target.coordinate, target=link)


def _set_up(page: Worksheet, sheet: Sheet) -> None:
    """Set what stays in view on screen and what is printed."""
    first_free = letter(sheet.freeze_columns)
    page.freeze_panes = f"{first_free}{sheet.header_row + 1}"
    page.sheet_view.showGridLines = False
    page.page_setup.orientation = "portrait" if sheet.portrait else "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    if sheet.page_ends_after:
        page.row_breaks.append(Break(id=sheet.page_ends_after))
        last = letter(len(sheet.table.columns) - 1)
        page.print_area = f"A1:{last}{sheet.page_ends_after + _ROWS_OF_CHARTS}"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{sheet.header_row}:{sheet.header_row}"
    page.HeaderFooter.oddFooter = HeaderFooterItem(
        _HeaderFooterPart("&A"), None, _HeaderFooterPart("&P / &N")
    )
    margins = page.page_margins
    margins.left = margins.right = margins.top = _MARGIN_INCHES
    margins.bottom, margins.footer, margins.header = _FOOT_INCHES, _FOOTER_INCHES, 0.0


def _fit_height(page: Worksheet, row: int, cells: Sequence[tuple[Content | Cell, Column]]) -> None:
    """Make a row as high as its longest wrapped text; not every program does it by itself."""
    lines = max((_lines(content, column.width) for content, column in cells), default=1)
    if lines > 1:
        page.row_dimensions[row].height = min(lines * _LINE_POINTS, _HIGHEST_ROW_POINTS)


def _lines(content: Content | Cell, width: int) -> int:
    if isinstance(content, Cell) and content.look is Look.ANSWER:
        return math.ceil(_ANSWER_SIZE * _lines(content.content, int(width / _ANSWER_SIZE)))
    if isinstance(content, Cell):
        content = content.content
    if isinstance(content, Formula):
        content = content.value if isinstance(content.value, str) else None
    if not isinstance(content, str):
        return 1
    room = max(1, int(width * _LETTERS_PER_WIDTH))
    return sum(max(1, math.ceil(len(line) / room)) for line in content[:LONGEST_TEXT].split("\n"))

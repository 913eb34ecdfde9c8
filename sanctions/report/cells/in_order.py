"""Parts that the spreadsheet library writes with their children in an order that the standard does not allow.

Excel is strict about order inside a chart: error bars with ``minus`` before ``plus`` make it throw the whole
drawing away when it opens the file.
"""

from __future__ import annotations

from openpyxl.chart.error_bar import ErrorBars
from openpyxl.styles import Font


class OrderedErrorBars(ErrorBars):
    """Error bars with ``plus`` before ``minus``, as CT_ErrBars wants them."""

    __attrs__ = ErrorBars.__attrs__
    __nested__ = ErrorBars.__nested__
    __elements__ = ("errDir", "errBarType", "errValType", "noEndCap", "plus", "minus", "val", "spPr")


class OrderedFont(Font):
    """A font whose children stand in the order in which Excel itself writes them."""

    __attrs__ = Font.__attrs__
    __nested__ = Font.__nested__
    __elements__ = (
        *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
        *("sz", "color", "name", "family", "charset", "scheme"),
    )

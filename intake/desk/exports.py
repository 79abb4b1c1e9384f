"""Spreadsheets that run no formula.

A public form decides what an organisation is called, and Wagtail's site history puts that name into a CSV
file. A spreadsheet program takes a cell that begins with =, +, - or @ for a formula, in quotes or not (OWASP,
"CSV injection"). XLSX cells have a type, and Wagtail writes them as text.
"""

from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_text(value: str) -> str:
    """The value for a CSV cell, with an apostrophe in front when it would be taken for a formula."""
    return f"'{value}" if value.lstrip(" \n").startswith(FORMULA_STARTS) else value


def write_formulas_as_text() -> None:
    """For every CSV file the admin writes, Wagtail's reports included. Safe to repeat."""
    SpreadsheetExportMixin.custom_value_preprocess[str] = {SpreadsheetExportMixin.FORMAT_CSV: as_text}

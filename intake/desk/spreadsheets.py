"""Tables as CSV and XLSX, made while they are sent: a hundred thousand rows take no more memory than ten.

Nothing in them runs: text is text, whatever it begins with (see `intake.desk.exports`).
"""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from .exports import as_text

#: So many bytes go out at a time.
CHUNK = 64 * 1024
#: What XML 1.0 cannot hold.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: The day before the first of a spreadsheet's calendar, which thinks that 1900 was a leap year.
DAY_ZERO = date(1899, 12, 30)
LONGEST_CELL = 32_767
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FROZEN_HEAD = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/>'
    "</sheetView></sheetViews>"
)

Row = Iterable[str | date | int | None]


class _Pipe:
    """A file that is read while it is written: what was written waits here until it is taken."""

    def __init__(self):
        self.waiting: list[bytes] = []
        self.size = 0

    def write(self, data) -> int:
        data = data.encode() if isinstance(data, str) else bytes(data)
        if data:  # compressing gives nothing most of the time
            self.waiting.append(data)
            self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def take(self) -> bytes:
        data, self.waiting, self.size = b"".join(self.waiting), [], 0
        return data


def as_csv(header: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """Comma-separated values as Excel reads them in Dutch: UTF-8 with a mark, semicolons, all in quotes."""
    pipe = _Pipe()
    pipe.write("\ufeff")
    writer = csv.writer(pipe, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow([as_text(str(value)) for value in header])
    for row in rows:
        writer.writerow([_csv_value(value) for value in row])
        if pipe.size > CHUNK:
            yield pipe.take()
    yield pipe.take()


def as_xlsx(header: Row, rows: Iterable[Row], *, sheet: str) -> Iterator[bytes]:
    """A workbook with one sheet (ECMA-376), its text in the cells themselves: nothing is kept back."""
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as workbook:
        for name, text in _parts(sheet).items():
            workbook.writestr(name, XML + text)
        with workbook.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f'{XML}<worksheet xmlns="{MAIN}">{FROZEN_HEAD}<sheetData>'.encode())
            part.write(_xlsx_row(str(value) for value in header))
            for row in rows:
                part.write(_xlsx_row(row))
                if pipe.size > CHUNK:
                    yield pipe.take()
            part.write(b"</sheetData></worksheet>")
    yield pipe.take()


def _csv_value(value) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return "" if value is None else as_text(str(value))


def _xlsx_row(row: Row) -> bytes:
    return f"<row>{''.join(map(_cell, row))}</row>".encode()


def _cell(value) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, date):
        return f'<c s="1"><v>{(value - DAY_ZERO).days}</v></c>'
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    text = escape(NOT_XML.sub("", str(value))[:LONGEST_CELL])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _parts(sheet: str) -> dict[str, str]:
    """Everything of a workbook but the sheet itself."""
    name = escape(sheet, {'"': "&quot;"})
    types = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{KIND}.{kind}+xml"/>'
        for part, kind in (
            ("workbook.xml", "sheet.main"), ("worksheets/sheet1.xml", "worksheet"), ("styles.xml", "styles"),
        )
    )  # fmt: skip
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
            f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>'
        ),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{MAIN}">'
            '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill>'
            '<fill><patternFill patternType="gray125"/></fill></fills>'
            '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
            '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
            "</styleSheet>"
        ),
    }


def _relations(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'

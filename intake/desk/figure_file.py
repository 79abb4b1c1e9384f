"""A table of figures as a file, and the line in the log that says who took it along."""

from django.http import StreamingHttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from .export import TYPES
from .figure_base import FiguresBase
from .figure_tables import Table
from .spreadsheets import as_csv, as_xlsx

EXPORTED_FIGURES = "intake.exported_figures"
#: More rows than this no file of figures needs.
MOST = 5000


class FiguresFile(FiguresBase):
    """One table as CSV or XLSX. Who took which is kept."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("format", "")
        kind = kind if kind in TYPES else "xlsx"
        table = self.get_table(request.GET.get("table", ""))
        log(
            request.user,
            EXPORTED_FIGURES,
            user=request.user,
            data={"table": table.name, "format": kind, "count": len(table.rows)},
        )
        rows = ([cell.value for cell in row] for row in table.rows)
        content = (
            as_csv(table.labels, rows)
            if kind == "csv"
            else as_xlsx(table.labels, rows, sheet=table.title[:31])
        )
        period = self.asked.period
        name = f"{slugify(_('Figures'))}-{slugify(table.title)}-{period.first}-{period.last}.{kind}"
        response = StreamingHttpResponse(content, content_type=TYPES[kind])
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        return response

    def get_table(self, name: str) -> Table:
        """The table with this name, or else the breakdown."""
        for table in self.get_tables():
            if table.name == name:
                return table
        return self.get_breakdown(most=MOST)


def register_log_actions(registry) -> None:
    """Tell Wagtail how an export of figures reads in a report."""
    registry.register_action(EXPORTED_FIGURES)(ExportedFormatter)


class ExportedFormatter(LogFormatter):
    """That somebody took figures along, and how."""

    label = gettext_lazy("Figures exported")

    def format_message(self, log_entry):
        data = log_entry.data
        return _("Exported figures (%(table)s, %(count)s rows) as %(format)s") % {
            "table": data["table"],
            "count": data["count"],
            "format": data["format"].upper(),
        }

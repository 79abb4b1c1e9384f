"""Taking a list of leads along as a file: the same leads as on the screen, and who took how many is kept."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from .columns import EXPORTED
from .lead_list import LeadList
from .spreadsheets import as_csv, as_xlsx

EXPORTED_LEADS = "intake.exported"
#: So many leads are read at a time.
BATCH = 500
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ExportView(LeadList):
    """The leads that the filter shows, all of them, as CSV or XLSX."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("format", "")
        kind = kind if kind in TYPES else "xlsx"
        leads = self.leads
        # On the account, not on the leads: who, how many and how, and nothing about anybody in the file.
        log(
            request.user,
            EXPORTED_LEADS,
            user=request.user,
            data={"count": leads.count(), "format": kind, "list": self.model_admin.key},
        )
        header, rows = [str(column.label) for column in EXPORTED], _rows(leads)
        content = as_csv(header, rows) if kind == "csv" else as_xlsx(header, rows, sheet=_("Leads"))
        response = StreamingHttpResponse(content, content_type=TYPES[kind])
        response["Content-Disposition"] = f'attachment; filename="leads-{timezone.localdate()}.{kind}"'
        response["Cache-Control"] = "private, no-store"
        return response


def _rows(leads) -> Iterator[list]:
    for lead in leads.for_rows().iterator(chunk_size=BATCH):
        yield [_plain(column.value(lead)) for column in EXPORTED]


def _plain(value):
    """Lazy translations as text; days, numbers and nothing as they are."""
    return value if value is None or isinstance(value, (int, str)) or hasattr(value, "year") else str(value)


def register_log_actions(registry) -> None:
    """Tell Wagtail how an export reads in a report."""
    registry.register_action(EXPORTED_LEADS)(ExportedFormatter)


class ExportedFormatter(LogFormatter):
    """How many leads somebody took along, and how."""

    label = gettext_lazy("Leads exported")

    def format_message(self, log_entry):
        data = log_entry.data
        return _("Exported %(count)s leads as %(format)s") % {
            "count": data["count"],
            "format": data["format"].upper(),
        }

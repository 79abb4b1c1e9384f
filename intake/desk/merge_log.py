"""What was joined: who, when, what with what; and undoing it within a day."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages

from intake.leads.errors import LeadError
from intake.leads.merging.undoing import undo_merge
from intake.models import Contact, Lead, Merge, MergeKind, Organisation

from .joining import LOG
from .modeladmin import DeskAdmin
from .pages import DeskList
from .rights import CHANGE, ReadOnlyRights


class MergeList(DeskList):
    """The last first."""

    template_name = "intake/desk/merge_list.html"

    def get_rows(self):
        return super().get_rows().select_related("by", "undone_by").defer("steps")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        merges = list(Merge.objects.select_related("by", "undone_by").filter(
            pk__in=[one.pk for one in context["object_list"]]
        ))  # fmt: skip
        now = timezone.now()
        may_undo = self.request.user.has_perm(CHANGE)
        rows = [
            {"merge": one, "url": _address(one), "can_be_undone": may_undo and one.can_be_undone(now)}
            for one in merges
        ]
        return context | {"rows": rows}


class UndoView(View):
    """Undoes one. Following a link to it only shows the list."""

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(reverse(LOG))

    def post(self, request, instance_pk):
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        merge = get_object_or_404(Merge.objects.visible_to(request.user), pk=instance_pk)
        if merge.kind == MergeKind.LEAD:  # whose it is now may have changed
            get_object_or_404(Lead.objects.visible_to(request.user), pk=merge.kept)
        try:
            undo_merge(merge, user=request.user)
        except LeadError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Undone: everything is as it was."))
        return HttpResponseRedirect(reverse(LOG))


class MergeAdmin(DeskAdmin):
    """What was joined; an adviser sees the own leads."""

    model = Merge
    menu_label = gettext_lazy("Joined")
    menu_item_name = "joined"
    menu_icon = "resubmit"
    permission_helper_class = ReadOnlyRights
    index_view_class = MergeList

    def visible_to(self, user):
        return Merge.objects.visible_to(user)

    def get_views(self):
        return {"index": self.index_view, "undo": UndoView.as_view()}


def _address(merge: Merge) -> str:
    """Where what goes on is shown."""
    if merge.kind == MergeKind.LEAD:
        return reverse("intake_lead_modeladmin_inspect", args=[merge.kept])
    organisation = merge.kept
    if merge.kind == MergeKind.PERSON:
        organisation = Contact.objects.filter(pk=merge.kept).values_list("organisation", flat=True).first()
    is_there = Organisation.objects.filter(pk=organisation).exists()
    return reverse("intake_organisation_modeladmin_inspect", args=[organisation]) if is_there else ""

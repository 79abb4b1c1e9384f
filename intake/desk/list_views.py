"""Saved views and chosen columns of a list: small forms, each answered with a redirect to the list."""

from django import forms
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from intake.models import SavedView

from .columns import COLUMNS
from .lead_list import LeadList
from .rights import COORDINATE

#: More than this nobody finds anything in.
MOST_VIEWS = 20


class ViewForm(forms.Form):
    """A name for the filters that are on."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=40,
        error_messages={"required": gettext_lazy("Give the view a name.")},
    )
    shared = forms.BooleanField(label=gettext_lazy("Share with colleagues"), required=False)


@transaction.atomic
def save_view(user, of_list: str, *, name: str, query: str, shared: bool) -> SavedView | None:
    """Keep these filters under this name, in place of what had that name. None when there are too many."""
    own = SavedView.objects.filter(user=user, of_list=of_list).exclude(name="")
    if not own.filter(name=name).exists() and own.count() >= MOST_VIEWS:
        return None
    view, _made = SavedView.objects.update_or_create(
        user=user, of_list=of_list, name=name, defaults={"query": query, "shared": shared}
    )
    return view


def delete_view(user, of_list: str, key: str) -> bool:
    """Take away an own view; a coordinator may also take away what others share. Whether there was one."""
    own = Q(user=user) | Q(shared=True) if user.has_perm(COORDINATE) else Q(user=user)
    views = SavedView.objects.filter(own, of_list=of_list, pk=int(key) if key.isdecimal() else None)
    return bool(views.exclude(name="").delete()[0])


def keep_columns(user, of_list: str, names: list[str]) -> None:
    """Show these columns to this user from now on; none: the usual ones."""
    SavedView.objects.update_or_create(
        user=user, of_list=of_list, name="", defaults={"columns": [name for name in names if name in COLUMNS]}
    )


class SmallFormView(LeadList):
    """What is sent from a list. Following a link to it only shows the list."""

    def get(self, request, *args, **kwargs):
        return self.back()

    def post(self, request, *args, **kwargs):
        self.do(request)
        return self.back()

    def do(self, request) -> None:
        raise NotImplementedError

    @property
    def asked(self) -> str:
        """The filters of the list it was sent from, and nothing else of what the form may say."""
        return self.filter_of(QueryDict(self.request.POST.get("query", "")[:2000])).query

    def back(self) -> HttpResponseRedirect:
        query = self.asked if self.request.method == "POST" else ""
        return HttpResponseRedirect(f"{self.list_url}?{query}" if query else self.list_url)


class ViewsView(SmallFormView):
    """Saves the filters under a name, or takes a view away."""

    def do(self, request) -> None:
        key = self.model_admin.key
        if "delete" in request.POST:
            if delete_view(request.user, key, request.POST["delete"]):
                messages.success(request, _("The view is gone."))
            return
        form = ViewForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        elif save_view(request.user, key, query=self.asked, **form.cleaned_data):
            messages.success(request, _("The view is saved."))
        else:
            messages.error(request, _("You have very many views. Take one away first."))


class ColumnsView(SmallFormView):
    """Keeps which columns the user wants to see."""

    def do(self, request) -> None:
        keep_columns(request.user, self.model_admin.key, request.POST.getlist("column"))

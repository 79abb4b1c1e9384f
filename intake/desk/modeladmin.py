"""wagtail-modeladmin with its traps closed.

Out of the box its instance views fetch any row of the model, whatever `get_queryset` says; every unknown
query parameter becomes a filter of the ORM; a key that is no number is a server error; its history asks
for no right; and create, edit and delete have addresses whether they are wanted or not.

Here an address exists only when `get_views` names it, an object comes from `visible_to` or not at all, and
the lists (`intake.desk.pages`) read no parameter that they do not name. The view finds its object as
`request.desk_object`: who fetches it again by its key has to ask for the right to see it again too.
"""

from collections.abc import Callable

from django.http import Http404
from django.urls import re_path, reverse
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail_modeladmin.helpers import AdminURLHelper
from wagtail_modeladmin.options import ModelAdmin

#: Actions whose address names no object, of every model.
COLLECTION_ACTIONS = frozenset({"index", "create", "views", "columns", "bulk", "export", "calendar"})


class DeskURLHelper(AdminURLHelper):
    """Addresses that name an object by its number only, or none."""

    def get_action_url_pattern(self, action):
        if action in COLLECTION_ACTIONS - {"index"}:
            return self._get_action_url_pattern(action)
        return super().get_action_url_pattern(action)

    def get_action_url(self, action, *args, **kwargs):
        if action in COLLECTION_ACTIONS:
            return reverse(self.get_action_url_name(action))
        return super().get_action_url(action, *args, **kwargs)

    def _get_object_specific_action_url_pattern(self, action):
        return rf"^{self.base_url_path}/{action}/(?P<instance_pk>[0-9]{{1,18}})/$"


class DeskAdmin(ModelAdmin):
    """A model at the desk."""

    url_helper_class = DeskURLHelper
    history_view_enabled = False
    #: Which of the views is the page of one object, for links from Wagtail's reports.
    object_action = ""
    #: More actions whose address names no object.
    collection_actions: frozenset[str] = frozenset()

    def visible_to(self, user):
        """The rows this user may see, as a queryset. Every address takes its object from here."""
        raise NotImplementedError

    def opened_for(self, user):
        """The same rows, with what the page of one reads along: an object is asked for once."""
        return self.visible_to(user)

    def listed_for(self, user):
        """The rows of the list: all that the user may see, or fewer."""
        return self.visible_to(user)

    def get_views(self) -> dict[str, Callable]:
        """The only addresses there are: each action, and the view that serves it."""
        return {"index": self.index_view}

    def get_queryset(self, request):
        return self.visible_to(request.user)

    def get_admin_urls_for_registration(self):
        return tuple(
            re_path(
                self._pattern(action),
                view if action in COLLECTION_ACTIONS | self.collection_actions else self._only_visible(view),
                name=self.url_helper.get_action_url_name(action),
            )
            for action, view in self.get_views().items()
        )

    def _pattern(self, action: str) -> str:
        if action in self.collection_actions:
            return rf"^{self.url_helper.base_url_path}/{action}/$"
        return self.url_helper.get_action_url_pattern(action)

    def register_admin_url_finders(self):
        if self.object_action:
            register_admin_url_finder(self.model, _finder_of(self))

    def _only_visible(self, view):
        def view_of_visible(request, instance_pk):
            request.desk_object = self.opened_for(request.user).filter(pk=instance_pk).first()
            if request.desk_object is None:
                raise Http404
            return view(request, instance_pk=instance_pk)

        return view_of_visible


def _finder_of(admin: DeskAdmin) -> type:
    class Finder:
        """Where Wagtail's reports link to: nowhere, for who may not see the object."""

        def __init__(self, user=None):
            self.user = user

        def get_edit_url(self, instance):
            if self.user and not admin.visible_to(self.user).filter(pk=instance.pk).exists():
                return None
            return reverse(admin.url_helper.get_action_url_name(admin.object_action), args=[instance.pk])

    return Finder

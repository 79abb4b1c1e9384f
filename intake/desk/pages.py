"""What every screen of the desk is made of: Wagtail's own header and breadcrumbs, and a list with pages."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.views.generic import TemplateView
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic import WagtailAdminTemplateMixin


class Crumb(NamedTuple):
    """A screen above this one."""

    label: str
    url: str


class DeskPage(WagtailAdminTemplateMixin, TemplateView):
    """A screen with a title, below the screens in `get_crumbs`."""

    def get_crumbs(self) -> list[Crumb]:
        return []

    def get_breadcrumbs_items(self) -> list[dict]:
        crumbs = [*self.get_crumbs(), Crumb(self.get_page_title(), "")]
        return [*self.breadcrumbs_items, *(crumb._asdict() for crumb in crumbs)]


class DeskList(DeskPage):
    """A list of a modeladmin's rows, in pages. `as_view(model_admin=...)`, as modeladmin calls it.

    Reads no parameter but the page number; subclasses name theirs.
    """

    model_admin = None
    paginate_by = 25

    def dispatch(self, request, *args, **kwargs):
        if not self.model_admin.permission_helper.user_can_list(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.model_admin.get_menu_label()

    def get_header_icon(self):
        return self.model_admin.get_menu_icon()

    def get_rows(self):
        """What is listed, as an ordered queryset."""
        return self.model_admin.listed_for(self.request.user)

    def get_count(self) -> int | None:
        """How many rows there are, when that is known without a query of its own."""
        return None

    def get_context_data(self, **kwargs):
        paginator = WagtailPaginator(self.get_rows(), self.paginate_by)
        if (count := self.get_count()) is not None:
            paginator.count = count
        page = paginator.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            **kwargs,
            page_obj=page,
            object_list=page.object_list,
            elided_page_range=paginator.get_elided_page_range(page.number),
        )

"""A list in pages, whose numbers stay few however long the list is."""

from collections.abc import Iterator

from django.core.paginator import Page, Paginator


class ListPage(Page):
    """One page of a list."""

    @property
    def numbers(self) -> Iterator[int | str]:
        """The pages to link to: the first, the last, those around this one, and "…" for what lies between."""
        return self.paginator.get_elided_page_range(self.number, on_each_side=1, on_ends=1)


class ListPaginator(Paginator):
    """Cuts a list into pages."""

    def _get_page(self, *args, **kwargs) -> ListPage:
        return ListPage(*args, **kwargs)

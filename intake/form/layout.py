"""How questions stand together on the page, for crispy-forms; the template pack is templates/leerkring."""

from crispy_forms.layout import Div


class Row(Div):
    """Short questions beside each other, where the screen is wide enough."""

    css_class = "row"


class Details(Div):
    """Questions that few people need, folded away; open when there is something in it."""

    template = "%s/layout/details.html"

    def __init__(self, summary, *fields, is_open: bool = False):
        super().__init__(*fields)
        self.summary, self.is_open = summary, is_open

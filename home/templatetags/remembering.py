"""Remembers a part of a page: `{% load remembering %}{% remembered "name" %}...{% endremembered %}`.

The name is that of the part, and says it apart from the others in a template. Put nothing between the tags
that depends on who asks.
"""

from functools import partial

from django import template

from home.remembering import remember

register = template.Library()


@register.tag
def remembered(parser, token) -> "RememberedNode":
    """Render what is between the tags, once as long as content is the same (see `home.remembering`)."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endremembered",))
    parser.delete_first_token()
    return RememberedNode(name.strip("\"'"), nodelist)


class RememberedNode(template.Node):
    """A part of a page."""

    def __init__(self, name: str, nodelist: template.NodeList):
        self.name = name
        self.nodelist = nodelist

    def render(self, context):
        name = f"{self.name} of {context.template.name}"
        made = partial(self.nodelist.render, context)
        return remember(context.get("request"), context.get("page"), name, made)

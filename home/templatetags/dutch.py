"""Prices, numbers, days and phone numbers, as one writes them in Dutch. An empty value gives nothing."""

from django import template

from home import dutch, hyphens

register = template.Library()


def _filter(function):
    """Register a function as a filter that leaves out what is not there."""

    def apply(value):
        return "" if value is None or value == "" else function(value)

    register.filter(function.__name__, apply)


for _function in (
    dutch.euro,
    dutch.decimal_comma,
    dutch.in_words,
    dutch.day,
    dutch.day_list,
    dutch.weekdays,
    dutch.phone_number,
    dutch.lower_first,
):
    _filter(_function)


@register.filter(is_safe=True)
def soft_hyphens(text, longer_than: int = hyphens.LONG) -> str:
    """The text with soft hyphens in its long words: `{{ page.title|soft_hyphens }}`."""
    return hyphens.soft_hyphens(str(text or ""), longer_than)

"""How joining reads in Wagtail's reports."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

MERGED = "intake.organisations_merged"
UNMERGED = "intake.organisations_unmerged"
DIFFERENT = "intake.organisations_different"


def register_log_actions(registry) -> None:
    """Tell Wagtail how these changes read in a report."""
    registry.register_action(MERGED)(MergedFormatter)
    registry.register_action(UNMERGED)(UnmergedFormatter)
    registry.register_action(DIFFERENT)(DifferentFormatter)


class MergedFormatter(LogFormatter):
    """Which organisation became part of this one."""

    label = gettext_lazy("Organisations joined")

    def format_message(self, log_entry):
        return _("%(name)s turned out to be the same organisation") % {"name": log_entry.data["name"]}


class UnmergedFormatter(LogFormatter):
    """Which organisation is one of its own again."""

    label = gettext_lazy("Joining undone")

    def format_message(self, log_entry):
        return _("%(name)s is an organisation of its own again") % {"name": log_entry.data["name"]}


class DifferentFormatter(LogFormatter):
    """Which organisation it is not."""

    label = gettext_lazy("Organisations kept apart")

    def format_message(self, log_entry):
        return _("Is another organisation than %(name)s") % {"name": log_entry.data["name"]}

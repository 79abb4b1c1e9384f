"""The coordinators' rules under wagtail-modeladmin."""

from django.utils.translation import gettext_lazy

from intake.models import RoutingRule

from .modeladmin import DeskAdmin
from .rights import CoordinatorRights
from .rule_trial import RuleTrial
from .rules import (
    RuleCreate,
    RuleDelete,
    RuleDiscard,
    RuleFormPage,
    RuleHistory,
    RuleList,
    RuleMove,
    RulePublish,
    RuleSwitch,
)


class RuleAdmin(DeskAdmin):
    """Who gets what, for coordinators."""

    model = RoutingRule
    menu_label = gettext_lazy("Who gets what")
    menu_item_name = "routing-rules"
    menu_icon = "list-ol"
    permission_helper_class = CoordinatorRights
    collection_actions = frozenset({"publish", "discard", "history", "try"})

    def visible_to(self, user):
        rules = RoutingRule.objects.all()
        return rules if self.permission_helper.user_can_list(user) else rules.none()

    def get_views(self):
        views = {
            "index": RuleList,
            "create": RuleCreate,
            "edit": RuleFormPage,
            "move": RuleMove,
            "switch": RuleSwitch,
            "delete": RuleDelete,
            "publish": RulePublish,
            "discard": RuleDiscard,
            "history": RuleHistory,
            "try": RuleTrial,
        }
        return {name: view.as_view() for name, view in views.items()}

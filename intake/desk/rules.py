"""The screens of the coordinators' rules: the list, a rule's form, putting them into use, earlier ones."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from intake.leads.errors import LeadError
from intake.models import RoutingRule, RuleSet
from intake.routing import rule_book
from intake.routing.findings import find_problems
from intake.routing.gather import candidates, rules_in_use
from intake.routing.rules import Rule

from . import rule_words
from .pages import Crumb, DeskPage
from .rights import COORDINATE
from .rule_form import RuleForm
from .rule_words import Names

RULES = reverse_lazy("intake_routingrule_modeladmin_index")
#: So many earlier sets of rules are shown.
SHOWN = 50


class RulePage(DeskPage):
    """A screen about the rules, for coordinators."""

    header_icon = "list-ol"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(COORDINATE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_crumbs(self):
        return [Crumb(_("Who gets what"), str(RULES))]

    def go_back(self, number: int | None = None) -> HttpResponseRedirect:
        """To the list, and there to one rule."""
        return HttpResponseRedirect(f"{RULES}#rule-{number}" if number else str(RULES))


class RuleList(RulePage):
    """All rules in their order, with what is wrong with them, and what is not in use yet."""

    template_name = "intake/desk/rule_list.html"

    def get_crumbs(self):
        return []

    def get_page_title(self):
        return _("Who gets what")

    def get_context_data(self, **kwargs):
        now = timezone.now()
        rules, used = rule_book.draft_rules(), rules_in_use()
        names = Names.of((*rules, *used), now)
        pages = Page.objects.live().filter(pk__in=names.pages).values_list("pk", flat=True)
        found = find_problems(rules, candidates(now), pages, timezone.localdate(now))
        rows = [
            {
                "place": place,
                "rule": rule,
                "conditions": rule_words.conditions(rule, names),
                "outcome": rule_words.outcome(rule, names),
                "problems": [rule_words.problem(one) for one in found.get(rule.id, ())],
            }
            for place, rule in enumerate(rules, start=1)
        ]
        changes = [rule_words.change(one) for one in rule_book.changes(used, rules)]
        return super().get_context_data(**kwargs, rows=rows, changes=changes, in_use=len(used))


class RuleFormPage(RulePage):
    """The form of one rule."""

    template_name = "intake/desk/rule_form.html"

    def get_rule(self) -> RoutingRule:
        return get_object_or_404(RoutingRule, pk=self.kwargs["instance_pk"])

    def get_page_title(self):
        return self.get_rule().name

    def get_context_data(self, form: RuleForm | None = None, **kwargs):
        form = form or RuleForm(instance=self.get_rule())
        return super().get_context_data(**kwargs, form=form, rule=form.instance)

    def post(self, request, *args, **kwargs):
        form = RuleForm(request.POST, instance=self.get_rule())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        rule = rule_book.save_rule(form.save(commit=False))
        messages.success(request, _("The rule is saved. It holds once you put the rules into use."))
        return self.go_back(rule.pk)


class RuleCreate(RuleFormPage):
    """A new rule."""

    def get_rule(self):
        return RoutingRule()

    def get_page_title(self):
        return _("New rule")


class RuleAction(RulePage):
    """Does one thing with a rule. Following a link to it only shows the list."""

    def get(self, request, *args, **kwargs):
        return self.go_back()

    def post(self, request, *args, **kwargs):
        rule = get_object_or_404(RoutingRule, pk=self.kwargs["instance_pk"])
        return self.go_back(self.do(rule))

    def do(self, rule: RoutingRule) -> int | None:
        """Do it, and return the number of the rule to show, if it is still there."""
        raise NotImplementedError


class RuleMove(RuleAction):
    """Higher, lower, or to a place in the order."""

    def do(self, rule):
        to = self.request.POST.get("to", "")
        place = list(RoutingRule.objects.values_list("pk", flat=True)).index(rule.pk) + 1
        steps = {"up": place - 1, "down": place + 1}
        if to in steps or (to.isascii() and to.isdecimal() and len(to) < 6):
            rule_book.place_rule(rule, steps.get(to) if to in steps else int(to))
        return rule.pk


class RuleSwitch(RuleAction):
    """On or off."""

    def do(self, rule):
        rule_book.switch_rule(rule, on=self.request.POST.get("on") == "1")
        return rule.pk


class RuleDelete(RuleAction):
    """Away; until the rules are put into use, throwing the changes away brings it back."""

    def do(self, rule):
        rule_book.delete_rule(rule)
        messages.success(self.request, _("“%(name)s” is taken out of the list.") % {"name": rule.name})


class RulePublish(RulePage):
    """Puts the rules into use. Following a link to it only shows the list."""

    def get(self, request, *args, **kwargs):
        return self.go_back()

    def post(self, request, *args, **kwargs):
        try:
            rule_book.publish_rules(user=request.user)
        except LeadError as error:
            messages.warning(request, error.message)
        else:
            messages.success(request, _("The rules are in use. The next request follows them."))
        return self.go_back()


class RuleDiscard(RulePublish):
    """Goes back to the rules in use."""

    def post(self, request, *args, **kwargs):
        rule_book.discard_changes()
        messages.success(request, _("The list is as the rules in use are."))
        return self.go_back()


class RuleHistory(RulePage):
    """Every set of rules that was put into use: when, by whom, and what was different."""

    template_name = "intake/desk/rule_history.html"

    def get_page_title(self):
        return _("Earlier rules")

    def get_context_data(self, **kwargs):
        sets = list(RuleSet.objects.select_related("published_by")[: SHOWN + 1])
        rules = {one.pk: [Rule.from_data(data) for data in one.rules] for one in sets}
        names = Names.of((rule for some in rules.values() for rule in some), timezone.now())
        earlier = [rules[one.pk] for one in sets[1:]] + [[]]
        rows = [
            {
                "set": one,
                "changes": [rule_words.change(change) for change in rule_book.changes(before, rules[one.pk])],
                "rules": [
                    {
                        "rule": rule,
                        "conditions": rule_words.conditions(rule, names),
                        "outcome": rule_words.outcome(rule, names),
                    }
                    for rule in rules[one.pk]
                ],
            }
            for one, before in zip(sets, earlier, strict=False)
        ]
        return super().get_context_data(**kwargs, rows=rows[:SHOWN])

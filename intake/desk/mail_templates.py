"""The mails that advisers start from, under Instellingen: a list in its order, and a form with a preview."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Page

from intake.leads.house import house_name
from intake.leads.mail import WRITTEN
from intake.leads.mail_preview import sample, write_out
from intake.leads.mail_templates import delete_template, place_template, save_template
from intake.leads.placeholders import IN_TEMPLATES, check, fill, values_of
from intake.leads.writing import one_line
from intake.models import OPEN_STATES, LeadState, MailTemplate

from .mail_texts import WIDTHS, MailTextPage, MailTextsItem
from .pages import Crumb
from .rule_form import number_ticks, subject_choices, ticks

LIST, NEW, EDIT = "intake_mail_templates", "intake_mail_template_new", "intake_mail_template"
PLACE, DELETE = "intake_mail_template_place", "intake_mail_template_delete"


class MailTemplateForm(forms.ModelForm):
    """Which leads it fits, and what it says."""

    use_required_attribute = False

    states = ticks(
        gettext_lazy("For leads that stand at"),
        [(state.value, state.label) for state in LeadState if state in OPEN_STATES],
        help_text=gettext_lazy("Nothing ticked means: all."),
    )
    subjects = number_ticks(
        gettext_lazy("For who asks about"), help_text=gettext_lazy("Nothing ticked means: all.")
    )

    class Meta:
        model = MailTemplate
        fields = ("name", "active", "subject", "body", "states", "subjects")
        widgets = {"body": forms.Textarea(attrs={"rows": 14})}
        help_texts = {
            "name": gettext_lazy("Advisers choose by it. The school does not see it."),
            "body": gettext_lazy(
                "The name, phone number and e-mail address of the adviser stand below it. "
                "An empty line begins a new paragraph."
            ),
        }
        error_messages = {
            "name": {
                "required": gettext_lazy("Give the template a name."),
                "unique": gettext_lazy("There is a template with this name already."),
            },
            "subject": {"required": gettext_lazy("Give the mail a subject.")},
            "body": {"required": gettext_lazy("Write something first.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="template-%s", **kwargs)
        self.fields["subjects"].choices = subject_choices(kept=self.instance.subjects)

    def clean_subject(self) -> str:
        text = one_line(self.cleaned_data["subject"])
        check(text, IN_TEMPLATES)
        return text

    def clean_body(self) -> str:
        check(self.cleaned_data["body"], IN_TEMPLATES)
        return self.cleaned_data["body"]


class MailTemplateList(MailTextPage):
    """Every template in its order: for which leads, and whether it is in use."""

    template_name = "intake/desk/mail_templates.html"

    def get_page_title(self):
        return _("Mail templates")

    def get_context_data(self, **kwargs):
        rows = list(MailTemplate.objects.all())
        pages = {number for row in rows for number in row.subjects}
        titles = dict(Page.objects.filter(pk__in=pages).values_list("pk", "title"))
        for row in rows:
            row.fits = [
                *(str(LeadState(state).label) for state in row.states if state in LeadState.values),
                *(titles[number] for number in row.subjects if number in titles),
            ]
        return super().get_context_data(**kwargs, rows=rows)


class MailTemplateEdit(MailTextPage):
    """One template, and the mail it makes with sample data."""

    template_name = "intake/desk/mail_template.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        pk = kwargs.get("pk")
        self.object = get_object_or_404(MailTemplate, pk=pk) if pk else MailTemplate()

    def get_page_title(self):
        return MailTemplate.objects.get(pk=self.object.pk).name if self.object.pk else _("New template")

    def get_crumbs(self):
        return [Crumb(_("Mail templates"), reverse(LIST))]

    def get_context_data(self, form: MailTemplateForm | None = None, **kwargs):
        form = form or MailTemplateForm(instance=self.object)
        values = values_of(sample(), house_name())
        shown = self.object
        can_be_shown = bool(shown.subject and shown.body) and not {"subject", "body"} & set(form.errors)
        return super().get_context_data(
            **kwargs,
            form=form,
            bound=form if form.is_bound and form.errors else None,
            template=self.object,
            placeholders=IN_TEMPLATES.items(),
            mail=_written(shown, values) if can_be_shown else None,
            widths=WIDTHS,
            is_tried=form.is_bound,
        )

    def post(self, request, *args, **kwargs):
        form = MailTemplateForm(request.POST, instance=self.object)
        if not form.is_valid() or "look" in request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            save_template(form.save(commit=False), user=request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, _("The template is saved. Advisers can begin a mail with it."))
        return HttpResponseRedirect(f"{reverse(LIST)}#template-{self.object.pk}")


class MailTemplateAction(MailTextPage):
    """Does one thing with a template. Following a link to it only shows the list."""

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(reverse(LIST))

    def post(self, request, *args, **kwargs):
        template = get_object_or_404(MailTemplate, pk=kwargs["pk"])
        self.do(template)
        return HttpResponseRedirect(f"{reverse(LIST)}#template-{template.pk}")

    def do(self, template: MailTemplate) -> None:
        raise NotImplementedError


class MailTemplatePlace(MailTemplateAction):
    """Higher, lower, or to a place in the order."""

    def do(self, template):
        to = self.request.POST.get("to", "")
        place = list(MailTemplate.objects.values_list("pk", flat=True)).index(template.pk) + 1
        steps = {"up": place - 1, "down": place + 1}
        if to in steps or (to.isascii() and to.isdecimal() and len(to) < 6):
            place_template(template, steps[to] if to in steps else int(to))


class MailTemplateDelete(MailTemplateAction):
    """Away for good."""

    def do(self, template):
        messages.success(self.request, _("“%(name)s” is deleted.") % {"name": template.name})
        delete_template(template, user=self.request.user)


def _written(template: MailTemplate, values: dict[str, str]):
    said = {"subject": fill(template.subject, values), "text": fill(template.body, values)}
    return write_out(WRITTEN, {**sample(), "mail": WRITTEN, **said})


def mail_templates_item() -> MailTextsItem:
    return MailTextsItem(
        gettext_lazy("Mail templates"), reverse(LIST), name="mail-templates", icon_name="doc-empty", order=451
    )


def mail_template_addresses() -> list:
    return [
        path("mailsjablonen/", MailTemplateList.as_view(), name=LIST),
        path("mailsjablonen/nieuw/", MailTemplateEdit.as_view(), name=NEW),
        path("mailsjablonen/<int:pk>/", MailTemplateEdit.as_view(), name=EDIT),
        path("mailsjablonen/<int:pk>/plaats/", MailTemplatePlace.as_view(), name=PLACE),
        path("mailsjablonen/<int:pk>/verwijderen/", MailTemplateDelete.as_view(), name=DELETE),
    ]

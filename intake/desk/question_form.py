"""An own question as editors fill it in, with what has to fit together."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from intake.models import Question, QuestionAudience, QuestionKind
from intake.models.questions import FEWEST_CHOICES, MOST_ASKED, WITH_CHOICES
from offerings.models import CoursePage, ServicePage


def pages_field(label) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label=label, queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )


class QuestionForm(WagtailAdminModelForm):
    """Pages to tick, choices where the kind of answer has them, and a limit to how much is asked."""

    services = pages_field(gettext_lazy("Services"))
    courses = pages_field(gettext_lazy("Courses"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, model in (("services", ServicePage), ("courses", CoursePage)):
            # A page that was taken off the site stays ticked: it may come back.
            kept = [page.pk for page in getattr(self.instance, name).all()] if self.instance.pk else []
            self.fields[name].queryset = model.objects.filter(Q(live=True) | Q(pk__in=kept)).order_by("path")
        self.fields["audience"].widget = forms.RadioSelect(choices=QuestionAudience.choices)
        if self.instance.pk:
            # The answers of drafts and of requests are of this kind.
            self.fields["kind"].disabled = True

    def clean(self):
        data = super().clean()
        if data.get("kind") in QuestionKind.values:
            self._check_choices(data["kind"])
        if data.get("audience") == QuestionAudience.CHOSEN:
            if not data.get("services") and not data.get("courses"):
                self.add_error("services", _("Tick at least one service or course."))
        elif data.get("services") or data.get("courses"):
            self.add_error(
                "audience", _("You ticked services or courses below, and everybody here. Choose one of both.")
            )
        self._check_number(data)
        return data

    def _check_choices(self, kind: str) -> None:
        count = len(self._choices())
        if kind in WITH_CHOICES and count < FEWEST_CHOICES:
            self.add_error("kind", _("Add at least two choices below."))
        elif kind not in WITH_CHOICES and count:
            self.add_error("kind", _("This kind of answer has no choices. Take them away below."))

    def _check_number(self, data: dict) -> None:
        others = Question.objects.asked().exclude(pk=self.instance.pk).count()
        if not data.get("retired") and others >= MOST_ASKED:
            self.add_error(
                "retired",
                _("The form asks %(count)d own questions already. Stop asking another one first.")
                % {"count": others},
            )

    def _choices(self) -> list[str]:
        texts = []
        for form in self.formsets["choices"].forms:
            form.full_clean()
            filled_in = getattr(form, "cleaned_data", {})
            if filled_in.get("text") and not filled_in.get("DELETE"):
                texts.append(filled_in["text"])
        return texts

"""An own question as the form shows it, for the preview that editors see."""

from django import forms, template

from intake.form.questions import OwnQuestions, as_own_question
from intake.models import Question

register = template.Library()


@register.simple_tag
def own_question_form(question: Question) -> forms.Form:
    """A form with this question alone, whoever is asked it."""
    asked = as_own_question(question)
    form = forms.Form(label_suffix="")
    OwnQuestions([asked], always=asked.pages or ()).add_to(form)
    return form

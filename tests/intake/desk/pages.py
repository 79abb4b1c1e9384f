"""Addresses of the desk, and what a test reads from its pages."""

from django.urls import reverse


def url(action: str, lead) -> str:
    """The address of something about a lead."""
    return reverse(f"intake_lead_modeladmin_{action}", args=[lead.pk])


MINE = "intake_lead_modeladmin_index"
ALL = "intake_lead_all_modeladmin_index"
TRIAGE = "intake_lead_triage_modeladmin_index"


def listed(response) -> list:
    """The leads of a list, in order."""
    return [row.lead for row in response.context["rows"]]


def problems(response) -> dict[str, list[str]]:
    """What the form that was refused says, by field."""
    return dict(response.context["bound"].errors)

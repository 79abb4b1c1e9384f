"""Accounts of advisers stay: their leads and the trail of those speak of them."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from intake.models import Adviser


def keep_adviser(request: HttpRequest, user) -> HttpResponse | None:
    """Before an account is deleted: back to the accounts with a message when it is an adviser's."""
    return _refusal(request, [user])


def keep_advisers(
    request: HttpRequest, action_type: str, objects: Iterable, action: BulkAction
) -> HttpResponse | None:
    """The same before many are deleted at once; then none of them is."""
    if action_type == "delete" and action.model is get_user_model():
        return _refusal(request, objects)
    return None


def _refusal(request: HttpRequest, users: Iterable) -> HttpResponse | None:
    advisers = Adviser.objects.filter(user__in=[user.pk for user in users]).select_related("user")
    names = ", ".join(adviser.name for adviser in advisers)
    if not names:
        return None
    messages.error(
        request,
        _(
            "Not deleted, because leads can be with an adviser: %(names)s. "
            "Under Advisers, set that somebody receives no leads instead."
        )
        % {"names": names},
    )
    return redirect("wagtailusers_users:index")

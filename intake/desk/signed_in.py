"""Who is signed in, with what every screen of the desk asks of them."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend


class SignedInBackend(ModelBackend):
    """Django's own way of signing in; an account comes with its profile and its adviser, in one query.

    Wagtail asks every page for the one (language, time zone) and the menu for the other.
    """

    def get_user(self, user_id):
        accounts = get_user_model()._default_manager.select_related("wagtail_userprofile", "adviser")
        user = accounts.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

"""Wagtail's accounts, with forms of our own."""

from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    user_viewset = "home.accounts.views.AccountViewSet"

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfferingsConfig(AppConfig):
    name = "offerings"
    verbose_name = _("Offerings")

    def ready(self):
        from home.roles import grant_on_migrate
        from offerings.permissions import PERMISSIONS

        grant_on_migrate(self, PERMISSIONS)

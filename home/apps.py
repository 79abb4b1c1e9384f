from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Ground floor")

    def ready(self):
        from home import permissions
        from home.roles import after_migrate, grant_on_migrate

        grant_on_migrate(self, permissions.PERMISSIONS)
        after_migrate(self, permissions.grant_on_trees)

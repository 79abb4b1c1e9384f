from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Ground floor")

    def ready(self):
        from wagtail.models import ReferenceIndex

        from home import changes, moderation, permissions, usage
        from home.roles import after_migrate, grant_on_migrate

        grant_on_migrate(self, permissions.PERMISSIONS)
        after_migrate(self, permissions.grant_on_trees)
        after_migrate(self, lambda: moderation.install(permissions.root_page()))
        changes.watch(self.get_models(include_auto_created=True))
        changes.watch_wagtail()
        for model in usage.ALSO_INDEXED:
            ReferenceIndex.register_model(model)
        after_migrate(self, usage.index_menus)

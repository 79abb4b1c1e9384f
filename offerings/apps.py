from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfferingsConfig(AppConfig):
    name = "offerings"
    verbose_name = _("Offerings")

    def ready(self):
        from home import promises
        from home.changes import watch
        from home.roles import grant_on_migrate
        from offerings.permissions import PERMISSIONS

        grant_on_migrate(self, PERMISSIONS)
        watch(self.get_models(include_auto_created=True))
        promises.watch(self.get_model("CourseDate")._meta.db_table)  # how many seats are left

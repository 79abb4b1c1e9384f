from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "intake"
    verbose_name = _("Intake")

    def ready(self) -> None:
        # Models are ready only now.
        import intake.checks  # noqa: F401  (registers itself)
        from home.changes import watch
        from home.roles import after_migrate, grant_on_migrate
        from intake.leads import finding
        from intake.leads.mail import sync_templates
        from intake.leads.school_holidays import add_official_dates
        from intake.models import MailTemplate, Question, QuestionChoice
        from intake.permissions import PERMISSIONS
        from intake.routing.gather import watch_roster

        grant_on_migrate(self, PERMISSIONS)
        finding.watch()
        after_migrate(self, sync_templates)
        # The form remembers its own questions for as long as the content is the same.
        watch([Question, QuestionChoice, Question.services.through, Question.courses.through])
        # And the desk its mail templates.
        watch([MailTemplate])
        watch_roster()
        after_migrate(self, add_official_dates)

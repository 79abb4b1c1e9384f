"""What each role may do with requests and leads."""

from home.roles import Role

#: Organisations and people an adviser sees by way of own leads. A right on the models would open Wagtail's
#: reports, which know no rows, to the names of others' organisations.
ADVISER = ("intake.view_lead", "intake.change_lead")
#: The own questions of the request form: words on the site, and what an adviser wants to know.
QUESTIONS = tuple(f"intake.{action}_question" for action in ("add", "change", "delete", "view"))
#: Greetings and closings of mails. They are live when saved, so only who may publish has them.
MAIL_TEXTS = ("intake.change_mailtext",)
COORDINATOR = (
    *ADVISER,
    *QUESTIONS,
    *MAIL_TEXTS,
    "intake.coordinate_lead",
    "intake.view_organisation",
    "intake.view_contact",
    "intake.change_organisation",
    "intake.change_contact",
    "intake.view_quarantine",
    "intake.view_adviser",
    "intake.add_adviser",
    "intake.change_adviser",
    "intake.change_intakesettings",
    "intake.change_boardsettings",
)

PERMISSIONS = {
    Role.EDITOR: QUESTIONS,
    Role.CHIEF_EDITOR: (*QUESTIONS, *MAIL_TEXTS),
    Role.ADVISER: ("wagtailadmin.access_admin", *ADVISER),
    Role.COORDINATOR: ("wagtailadmin.access_admin", *COORDINATOR),
    Role.ADMINISTRATOR: COORDINATOR,
}

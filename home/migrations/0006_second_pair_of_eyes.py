"""What Redactie writes is looked at first: it hands in, Eindredactie or Beheer publishes.

Redactie loses what goes live without anybody looking. Where all editors published until now, Beheer puts those
who may go on doing so into Eindredactie.
"""

from django.db import migrations

OLD, NEW = "Goedkeuring door Beheer", {"Task": "Nakijken", "Workflow": "Controle voor publicatie"}
EDITORS, CHIEF_EDITORS = "Redactie", "Eindredactie"
ON_PAGES = ("publish_page", "bulk_delete_page", "unlock_page")
ON_SITE = (
    ("home", "change_brandsettings"),
    ("home", "change_menusettings"),
    *(("wagtailredirects", f"{action}_redirect") for action in ("add", "change", "delete", "view")),
)


def add_the_look(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    chief, _ = Group.objects.get_or_create(name=CHIEF_EDITORS)
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name=OLD):
        task.groups.add(chief)
    for model, name in NEW.items():
        apps.get_model("wagtailcore", model).objects.filter(name=OLD).update(name=name)
    if editors := Group.objects.filter(name=EDITORS).first():
        _page_rights(apps, editors).delete()
        editors.permissions.remove(*_site_rights(apps))


def take_it_away(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for model, name in NEW.items():
        apps.get_model("wagtailcore", model).objects.filter(name=name).update(name=OLD)
    if editors := Group.objects.filter(name=EDITORS).first():
        editors.permissions.add(*_site_rights(apps))
    # `migrate` gives the rights on pages back: `home.permissions` of the version before this one declares them.
    Group.objects.filter(name=CHIEF_EDITORS, user__isnull=True).delete()


def _page_rights(apps, group):
    rights = apps.get_model("wagtailcore", "GroupPagePermission").objects
    return rights.filter(group=group, permission__codename__in=ON_PAGES)


def _site_rights(apps):
    Permission = apps.get_model("auth", "Permission")
    return [
        permission
        for label, codename in ON_SITE
        for permission in Permission.objects.filter(content_type__app_label=label, codename=codename)
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_shared_invitations_and_decorative_pictures"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(add_the_look, take_it_away)]

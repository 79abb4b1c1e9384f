"""Our own roles take the place of Wagtail's Editors and Moderators; Beheer approves."""

from django.db import migrations

STANDARD = ("Editors", "Moderators")
APPROVAL = "Moderators approval"
OUR_APPROVAL = "Goedkeuring door Beheer"


def replace_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    approvers, _ = Group.objects.get_or_create(name="Beheer")
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(groups__name="Moderators"):
        task.groups.set([approvers])
    _rename(apps, APPROVAL, OUR_APPROVAL)
    Group.objects.filter(name__in=STANDARD, user__isnull=True).delete()


def restore_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in STANDARD}
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name=OUR_APPROVAL):
        task.groups.set([groups["Moderators"]])
    _rename(apps, OUR_APPROVAL, APPROVAL)


def _rename(apps, old, new):
    for model in ("Task", "Workflow"):
        apps.get_model("wagtailcore", model).objects.filter(name=old).update(name=new)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        # Everything of Wagtail that gives rights to the groups that go.
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0096_referenceindex_referenceindex_source_object_and_more"),
        ("wagtaildocs", "0012_uploadeddocument"),
        ("wagtailimages", "0025_alter_image_file_alter_rendition_file"),
    ]

    operations = [migrations.RunPython(replace_groups, restore_groups)]

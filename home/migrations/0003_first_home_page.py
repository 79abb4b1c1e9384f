"""A new site starts with our own home page, still empty, instead of Wagtail's welcome page."""

from django.db import migrations

WELCOME = "Welcome to your new Wagtail site!"
TITLE = "Leerkring"


def put_home_page(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("home", "HomePage")
    welcome = Page.objects.filter(title=WELCOME, slug="home", depth=2, numchild=0).first()
    if welcome is None or HomePage.objects.exists():
        return
    home = HomePage(page_ptr_id=welcome.pk, opening_first=TITLE, button="Vraag een startoverleg aan")
    home.__dict__.update(
        {field.attname: getattr(welcome, field.attname) for field in Page._meta.concrete_fields}
    )
    home.title = home.draft_title = home.opening_first
    home.content_type = _content_type(apps, "home", "homepage")
    home.save()


def take_home_page_away(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("home", "HomePage")
    for home in HomePage.objects.filter(title=TITLE, slug="home", depth=2, numchild=0, body=[]):
        pk = home.pk
        home.delete(keep_parents=True)
        Page.objects.filter(pk=pk).update(
            title=WELCOME, draft_title=WELCOME, content_type=_content_type(apps, "wagtailcore", "page")
        )


def _content_type(apps, app_label, model):
    ContentType = apps.get_model("contenttypes", "ContentType")
    return ContentType.objects.get_or_create(app_label=app_label, model=model)[0]


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_roles_replace_standard_groups"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(put_home_page, take_home_page_away)]

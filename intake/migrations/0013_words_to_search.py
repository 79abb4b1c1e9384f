from django.db import migrations

from intake.models.words import words_of

TEXTS = (
    *(f"organisation__{name}" for name in ("name", "city", "brin", "lrk")),
    *(f"contact__{name}" for name in ("first_name", "last_name", "email")),
    *(f"request__{name}" for name in ("organisation_name", "city", "first_name", "last_name", "email")),
)
PHONES = ("contact__phone", "request__phone")
BATCH = 500


def write_words(apps, schema_editor):
    """Give the leads of before their words, and the sector and province of their organisation."""
    leads, words = apps.get_model("intake", "Lead").objects, apps.get_model("intake", "LeadWord")
    names = ("pk", "organisation__sector", "organisation__province", *TEXTS, *PHONES)
    last = 0
    while rows := list(leads.filter(pk__gt=last).order_by("pk").values(*names)[:BATCH]):
        last = rows[-1]["pk"]
        words.objects.bulk_create(
            words(lead_id=row["pk"], word=word)
            for row in rows
            for word in words_of((row[name] for name in TEXTS), (str(row[name]) for name in PHONES))
        )
        for row in rows:
            leads.filter(pk=row["pk"]).update(
                sector=row["organisation__sector"], province=row["organisation__province"]
            )


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0012_lists_that_stay_fast"),
    ]

    operations = [
        migrations.RunPython(write_words, migrations.RunPython.noop),
    ]

import uuid

import django.utils.timezone
from django.db import migrations, models
from django.db.models import F


def consent_given_when_received(apps, schema_editor):
    """Who sent a request so far agreed at that moment."""
    apps.get_model("intake", "IntakeRequest").objects.update(consent_at=F("received_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0002_answers_in_the_guide"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("answers", models.JSONField(default=dict)),
                ("done", models.JSONField(default=list)),
                ("origin", models.JSONField(default=dict)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("mails", models.PositiveSmallIntegerField(default=0)),
                ("mailed_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="begun")),
                (
                    "changed_at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="last change"
                    ),
                ),
            ],
            options={"verbose_name": "draft of a request", "verbose_name_plural": "drafts of requests"},
        ),
        migrations.AddField(
            model_name="intakerequest",
            name="partners",
            field=models.CharField(blank=True, max_length=300, verbose_name="together with"),
        ),
        migrations.AddField(
            model_name="intakerequest",
            name="wished_day",
            field=models.DateField(null=True, verbose_name="wished day"),
        ),
        migrations.AddField(
            model_name="intakerequest",
            name="consent_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="consent given"),
        ),
        migrations.AddField(
            model_name="intakerequest",
            name="consent_way",
            field=models.CharField(
                choices=[("form", "Ticked the box in the request form")],
                default="form",
                max_length=8,
                verbose_name="how consent was given",
            ),
        ),
        migrations.RunPython(consent_given_when_received, migrations.RunPython.noop),
    ]

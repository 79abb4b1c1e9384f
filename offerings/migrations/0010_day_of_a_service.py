from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("offerings", "0009_seats_enrolled"),
    ]

    operations = [
        migrations.AddField(
            model_name="servicepage",
            name="asks_day",
            field=models.BooleanField(
                default=False,
                help_text="Then the request form asks for that day.",
                verbose_name="takes place on a day that the school wishes",
            ),
        ),
    ]

"""Keeps from which state a lead was lost; of those lost before, the trail knows it."""

from collections import defaultdict

from django.db import migrations, models

STATES = [
    ("new", "New"),
    ("contacted", "Contact made"),
    ("planned", "First talk planned"),
    ("proposed", "Proposal made"),
    ("agreed", "Agreed"),
    ("running", "Running"),
    ("completed", "Completed"),
    ("lost", "Not going ahead"),
]
BATCH = 500


def read_from_trail(apps, schema_editor):
    """The last move to "lost" says it. Without one: whether there was contact is known at least."""
    Lead = apps.get_model("intake", "Lead")
    moves = apps.get_model("intake", "LeadLogEntry").objects.filter(action="intake.moved", lead__state="lost")
    before = {}
    for lead, data in moves.order_by("pk").values_list("lead_id", "data").iterator():
        if data.get("after") == "lost":
            before[lead] = data.get("before", "")
    Lead.objects.filter(state="lost").update(lost_from="new")
    Lead.objects.filter(state="lost", first_contact_at__isnull=False).update(lost_from="contacted")
    by_state = defaultdict(list)
    for lead, state in before.items():
        if state in dict(STATES):
            by_state[state].append(lead)
    for state, leads in by_state.items():
        for start in range(0, len(leads), BATCH):
            Lead.objects.filter(pk__in=leads[start : start + BATCH]).update(lost_from=state)


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0016_mail_from_templates"),
    ]

    operations = [
        migrations.AddField(
            model_name="lead",
            name="lost_from",
            field=models.CharField(blank=True, choices=STATES, editable=False, max_length=10),
        ),
        migrations.RunPython(read_from_trail, migrations.RunPython.noop),
    ]

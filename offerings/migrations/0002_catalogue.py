"""Lists to choose by, themes of people, steps one may skip, and dates that know their first and last day."""

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.db import migrations, models
from django.db.models import Max, Min


#: A name in a list has at most so many characters.
LONGEST = 40


def carry_over(apps, schema_editor):
    """What stood in words becomes a list; what follows from the days is worked out once."""
    CourseDate = apps.get_model("offerings", "CourseDate")
    CourseDate.objects.filter(cancelled=True).update(status="cancelled")
    for date in CourseDate.objects.annotate(first=Min("days__day"), last=Max("days__day")):
        CourseDate.objects.filter(pk=date.pk).update(first_day=date.first, last_day=date.last)
    for course in apps.get_model("offerings", "CoursePage").objects.all():
        _list_words(apps, course)
    _settle(schema_editor)


def _list_words(apps, course):
    """Give a course its target group and register, in each of its revisions what stood there."""
    found, rest = _found(apps, course.audience, course.recognition)
    for field, items in found.items():
        through = course._meta.get_field(field).remote_field.through
        for item in items:
            through.objects.create(coursepage=course, **{item._meta.model_name: item})
    course.recognition = rest
    course.save()
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(object_id=str(course.pk))
    for revision in revisions.filter(content__has_key="recognition"):
        found, rest = _found(apps, revision.content.get("audience", ""), revision.content["recognition"])
        changes = {field: [item.pk for item in items] for field, items in found.items()}
        revision.content |= {**changes, "recognition": rest}
        revision.save()


def _found(apps, audience, recognition):
    """The items of the lists, and the words that are left. What does not fit a list stays as it is."""
    name, _comma, rest = recognition.partition(", ")
    if len(name) > LONGEST:
        name, rest = "", recognition
    items = {"audiences": _listed(apps, "Audience", audience), "registers": _listed(apps, "Register", name)}
    return items, rest


def _listed(apps, model, name):
    if not name:
        return []
    objects = apps.get_model("offerings", model).objects
    return [objects.get_or_create(name=name, defaults={"sort_order": objects.count()})[0]]


def carry_back(apps, schema_editor):
    """Put the words back: the first target group, and the register before what it is for."""
    apps.get_model("offerings", "CourseDate").objects.filter(status="cancelled").update(cancelled=True)
    for course in apps.get_model("offerings", "CoursePage").objects.all():
        names = _names(apps, "Register", course)
        course.recognition = ", ".join([*names, course.recognition]).strip(", ")[:140]
        course.audience = next(iter(_names(apps, "Audience", course)), "")
        course.save()
    _settle(schema_editor)


def _settle(schema_editor):
    """Let PostgreSQL check the rows now: it alters no table that has a check waiting for the end."""
    schema_editor.connection.check_constraints()


def _names(apps, model, course):
    return list(
        apps.get_model("offerings", model).objects.filter(courses=course).values_list("name", flat=True)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("offerings", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Audience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="name in the list")),
            ],
            options={
                "verbose_name": "target group",
                "verbose_name_plural": "target groups",
                "ordering": ["sort_order", "name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Register",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="name in the list")),
            ],
            options={
                "verbose_name": "register or quality mark",
                "verbose_name_plural": "registers and quality marks",
                "ordering": ["sort_order", "name"],
                "abstract": False,
            },
        ),
        migrations.RemoveIndex(
            model_name="courseday",
            name="offerings_c_day_a96462_idx",
        ),
        migrations.AddField(
            model_name="adviserpage",
            name="expertise",
            field=wagtail.fields.StreamField(
                [("theme", 0)],
                blank=True,
                block_lookup={0: ("wagtail.blocks.CharBlock", (), {"label": "Theme", "max_length": 60})},
                help_text="Themes, a few words each. For example: een eerste PLG",
                verbose_name="knows a lot about",
            ),
        ),
        migrations.AddField(
            model_name="coursedate",
            name="changed_at",
            field=models.DateTimeField(auto_now=True),
        ),
        migrations.AddField(
            model_name="coursedate",
            name="first_day",
            field=models.DateField(db_index=True, editable=False, null=True, verbose_name="first day"),
        ),
        migrations.AddField(
            model_name="coursedate",
            name="last_day",
            field=models.DateField(editable=False, null=True, verbose_name="last day"),
        ),
        migrations.AddField(
            model_name="coursedate",
            name="sequence",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="coursedate",
            name="status",
            field=models.CharField(
                choices=[
                    ("planned", "Planned"),
                    ("confirmed", "Certain to go on"),
                    ("cancelled", "Cancelled"),
                ],
                default="planned",
                help_text="A cancelled date is not on the site; whoever has it in their calendar sees that it is off.",
                max_length=10,
                verbose_name="does it go on?",
            ),
        ),
        migrations.AddField(
            model_name="servicepage",
            name="may_skip",
            field=models.CharField(
                blank=True,
                help_text="For example: Als u al een plan hebt. Empty: everybody takes this step.",
                max_length=160,
                verbose_name="when one may skip this step",
            ),
        ),
        migrations.AddField(
            model_name="testimonial",
            name="advisers",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                related_name="testimonials",
                to="offerings.adviserpage",
                verbose_name="about the work of",
            ),
        ),
        migrations.AlterField(
            model_name="coursedate",
            name="venue",
            field=models.CharField(
                blank=True,
                help_text="For example: Leerkring, Werfkade 22. It stands in the calendar file as well.",
                max_length=160,
                verbose_name="venue and address",
            ),
        ),
        migrations.AlterField(
            model_name="coursepage",
            name="form",
            field=models.CharField(
                choices=[
                    ("track", "Course of several meetings"),
                    ("course", "Course"),
                    ("training", "Training"),
                    ("workshop", "Workshop"),
                ],
                default="course",
                max_length=10,
                verbose_name="form of the course",
            ),
        ),
        migrations.AlterField(
            model_name="coursepage",
            name="price",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text="What a participant pays, with VAT if there is any. Empty: by agreement.",
                max_digits=8,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="price per participant (euro)",
            ),
        ),
        migrations.AlterField(
            model_name="coursepage",
            name="recognition",
            field=models.CharField(
                blank=True,
                help_text="For example: telt mee voor herregistratie",
                max_length=140,
                verbose_name="what the recognition is for",
            ),
        ),
        migrations.AlterField(
            model_name="servicepage",
            name="adviser",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="services",
                to="offerings.adviserpage",
                verbose_name="for example with",
            ),
        ),
        migrations.AddConstraint(
            model_name="courseday",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_at__isnull", True),
                    ("ends_at__isnull", True),
                    ("ends_at__gt", models.F("starts_at")),
                    _connector="OR",
                ),
                name="offerings_day_ends_after_start",
                violation_error_message="A day cannot end before it starts.",
            ),
        ),
        migrations.AddField(
            model_name="coursepage",
            name="audiences",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                help_text="Visitors choose by it. The list itself is under Offering, Target groups.",
                related_name="courses",
                to="offerings.audience",
                verbose_name="for whom",
            ),
        ),
        migrations.AddField(
            model_name="coursepage",
            name="registers",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                help_text="Visitors choose by it. The list itself is under Offering, Registers.",
                related_name="courses",
                to="offerings.register",
                verbose_name="recognised by",
            ),
        ),
        migrations.RunPython(carry_over, carry_back),
        migrations.RemoveField(
            model_name="coursedate",
            name="cancelled",
        ),
        migrations.RemoveField(
            model_name="coursepage",
            name="audience",
        ),
        migrations.RemoveField(
            model_name="servicepage",
            name="next_step",
        ),
    ]

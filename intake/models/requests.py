"""What a school sent in, exactly as it was sent."""

import re
import uuid
from collections.abc import Collection

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from .choices import CallMoment, ConsentWay, Scope, Sector, Way, Wish, WishedStart

REFERENCE = re.compile(r"\s*(?:LK)?[\s-]*(?:(20\d\d)[\s-]+)?0*(\d{1,12})\s*", re.IGNORECASE | re.ASCII)


class ImmutableRequestError(TypeError):
    """Somebody tried to change a request after it was sent in."""


class IntakeRequest(models.Model):
    """A request as it was sent in. It never changes: the work on it is the lead.

    The exceptions are `erase_person` and `erase_attendees`, because people may have themselves erased.

    `fingerprint` is the same for the same answers, see `intake.form.submit`.
    `own_answers` is a list of `{"key", "kind", "question", "answer"}`: the editors' own questions as they
    were asked, and the answers in words; `is_owed` is with one whose file we had no room for.
    `attendees` is a list of `{"name": …, "email": …}`, for seats on a start date.
    Who asks by phone may leave out the postcode, the place and either address or number: those are "".
    `subjects` is a list of `{"id": page id, "title": its title then, "kind": "service" or "course"}`.
    """

    wagtail_reference_index_ignore = True

    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    fingerprint = models.CharField(max_length=64, editable=False, db_index=True)
    received_at = models.DateTimeField(_("received"), db_index=True)
    way = models.CharField(_("came in"), max_length=4, choices=Way.choices, default=Way.FORM)
    wish = models.CharField(_("asks for"), max_length=12, choices=Wish.choices, default=Wish.TALK)
    origin_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("came from"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    origin_title = models.CharField(_("came from"), max_length=255, blank=True)
    course_date = models.ForeignKey(
        "offerings.CourseDate",
        verbose_name=_("start date"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    course_date_label = models.CharField(_("start date"), max_length=160, blank=True)

    organisation_name = models.CharField(_("organisation"), max_length=120)
    sector = models.CharField(_("sector"), max_length=12, choices=Sector.choices)
    brin = models.CharField(_("BRIN code"), max_length=6, blank=True)
    lrk = models.CharField(_("LRK number"), max_length=12, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    city = models.CharField(_("place"), max_length=60, blank=True)

    first_name = models.CharField(_("first name"), max_length=60, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    role = models.CharField(_("role"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = PhoneNumberField(_("phone number"), blank=True)
    call_moment = models.CharField(
        _("call"), max_length=12, choices=CallMoment.choices, default=CallMoment.ANY
    )

    subjects = models.JSONField(_("about"), default=list)
    scope = models.CharField(
        _("who learn together"), max_length=8, choices=Scope.choices, default=Scope.UNKNOWN
    )
    partners = models.CharField(_("together with"), max_length=300, blank=True)
    plg_count = models.PositiveSmallIntegerField(_("number of PLGs"), null=True)
    participants = models.PositiveSmallIntegerField(_("participants"), null=True)
    attendees = models.JSONField(_("who comes"), default=list)
    goal = models.TextField(_("wants to reach"), max_length=2000, blank=True)
    guide_answers = models.TextField(_("answers in the guide"), max_length=2000, blank=True)
    wished_start = models.CharField(
        _("wished start"), max_length=10, choices=WishedStart.choices, default=WishedStart.UNKNOWN
    )
    wished_day = models.DateField(_("wished day"), null=True)

    own_answers = models.JSONField(_("answers to own questions"), default=list)

    consent_text = models.TextField(_("consent to"))
    consent_version = models.CharField(_("version of the privacy statement"), max_length=40)
    consent_at = models.DateTimeField(_("consent given"), default=timezone.now)
    consent_way = models.CharField(
        _("how consent was given"), max_length=8, choices=ConsentWay.choices, default=ConsentWay.FORM
    )

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return f"{self.reference} {self.organisation_name}"

    def save(self, *args, **kwargs):
        """Store a new request. Raises ImmutableRequestError for one that is already there."""
        if not self._state.adding:
            raise ImmutableRequestError("A request does not change after it was sent in.")
        super().save(*args, **kwargs)

    #: What goes when a person is erased, and what then stands in its place. All else stays (docs/privacy.md).
    ERASED = {
        **dict.fromkeys(
            ("first_name", "last_name", "role", "email", "phone", "goal", "guide_answers", "partners"), ""
        ),
        "own_answers": [],
        "attendees": [],
        # A hash of what was typed: whoever guesses the answers could tell that they were these.
        "fingerprint": "",
    }

    @classmethod
    def erase_person(cls, pks: Collection[int]) -> None:
        """Take the person out of these requests; only `intake.leads.privacy` may. In its transaction."""
        for pk in pks:
            # The key of the draft opens nothing any more, but it is a trace.
            cls.objects.filter(pk=pk).update(**cls.ERASED, submission_key=uuid.uuid4())

    @classmethod
    def erase_attendees(cls, pk: int, left: list[dict]) -> None:
        """Leave only these of who comes; only `intake.leads.privacy` may. In its transaction."""
        cls.objects.filter(pk=pk).update(attendees=left, fingerprint="")

    @property
    def reference(self) -> str:
        """The number a school can quote: year and serial number, as in LK-2026-0417.

        Made of the primary key: unique without a counter that everybody would wait for.
        """
        return f"LK-{timezone.localtime(self.received_at):%Y}-{self.pk:04d}"

    @property
    def contact_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or str(_("Erased person"))


def parse_reference(text: str) -> int | None:
    """The primary key in a reference as people type it ("lk 2026 0417", "417"), or None."""
    match = REFERENCE.fullmatch(text)
    return int(match[2]) if match else None

"""The organisations that ask, and who speaks for them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from .choices import HolidayRegion, Province, Sector


class Organisation(models.Model):
    """A school, a school board, a childcare organisation. One row each, however often it asks.

    `is_new` is true for the one in hand that was made just now: nobody can have asked for it before.
    `board_number` is that of its board in the registers, for a board its own: a school board's with DUO, a
    childcare holder's with the Chamber of Commerce. `mail_domain` is that of who asked first, "" for one
    that anybody can have an address at.
    """

    wagtail_reference_index_ignore = True
    is_new = False

    name = models.CharField(_("name"), max_length=120)
    sector = models.CharField(_("sector"), max_length=12, choices=Sector.choices)
    brin = models.CharField(_("BRIN code"), max_length=6, blank=True)
    lrk = models.CharField(_("LRK number"), max_length=12, blank=True)
    street = models.CharField(_("address"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    city = models.CharField(_("place"), max_length=60, blank=True)
    province = models.CharField(_("province"), max_length=2, choices=Province.choices, blank=True)
    holiday_region = models.CharField(
        _("school holidays"), max_length=6, choices=HolidayRegion.choices, blank=True
    )
    board = models.ForeignKey(
        "self",
        verbose_name=_("board"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="members",
    )
    board_number = models.CharField(_("number of the board"), max_length=12, blank=True)
    mail_domain = models.CharField(max_length=100, blank=True, editable=False)
    match_name = models.CharField(
        max_length=120, editable=False, help_text=_("The name without accents, capitals and abbreviations.")
    )
    created_at = models.DateTimeField(_("known since"), auto_now_add=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["brin"], condition=~Q(brin=""), name="intake_organisation_one_brin"
            ),
            models.UniqueConstraint(fields=["lrk"], condition=~Q(lrk=""), name="intake_organisation_one_lrk"),
            models.CheckConstraint(
                name="intake_organisation_not_own_board",
                condition=Q(board__isnull=True) | ~Q(board=models.F("pk")),
                violation_error_message=_("An organisation cannot be its own board."),
            ),
        ]
        # One query asks all of these at once: see `intake.leads.organisations`.
        indexes = [
            models.Index(fields=["match_name", "postcode"]),
            *(
                models.Index(fields=[name], name=f"intake_organisation_{short}")
                for name, short in (
                    ("brin", "brin"), ("lrk", "lrk"), ("postcode", "post"), ("board_number", "board"),
                    ("mail_domain", "mail"),
                )
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """A person who speaks for an organisation.

    Who asked by phone may have no e-mail address: then it is "", and no mail goes there.
    `checked_at` is when somebody at the desk last said that this is right: what was sent in before that no
    longer counts (`intake.leads.persons`).
    """

    wagtail_reference_index_ignore = True

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="contacts"
    )
    first_name = models.CharField(_("first name"), max_length=60, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    role = models.CharField(_("role"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = PhoneNumberField(_("phone number"), blank=True)
    checked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["last_name", "first_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("email"),
                "organisation",
                condition=~Q(email=""),
                name="intake_contact_once_an_organisation",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or str(_("Erased person"))

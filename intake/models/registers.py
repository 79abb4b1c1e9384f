"""What the national registers know: schools and their boards (DUO), and childcare (LRK)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .choices import HolidayRegion, Province, Sector


class Register(models.TextChoices):
    """Which list an entry stands on. A file replaces one list, and closes nothing elsewhere."""

    PRIMARY = "primary", _("Primary schools (DUO)")
    SECONDARY = "secondary", _("Secondary schools (DUO)")
    SPECIAL = "special", _("Special schools (DUO)")
    VOCATIONAL = "vocational", _("Vocational schools (DUO)")
    BOARD = "board", _("School boards (DUO)")
    CHILDCARE = "childcare", _("Childcare (LRK)")


class RegisterEntry(models.Model):
    """A place in a register: a branch of a school, a childcare location, or a school board.

    `code` is the six characters of a branch (03WU00), the number of a childcare location, or that of a board.
    `board_number` is the number of the school board, or that of the childcare holder at the
    Chamber of Commerce.
    What is closed stays, with the day on which a file no longer had it.
    """

    wagtail_reference_index_ignore = True

    register = models.CharField(_("register"), max_length=10, choices=Register.choices)
    code = models.CharField(_("code"), max_length=12)
    kind = models.CharField(_("kind"), max_length=12, blank=True)
    name = models.CharField(_("name"), max_length=120)
    street = models.CharField(_("address"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    city = models.CharField(_("place"), max_length=60, blank=True)
    municipality = models.CharField(_("municipality"), max_length=60, blank=True)
    province = models.CharField(_("province"), max_length=2, choices=Province.choices, blank=True)
    board_number = models.CharField(_("number of the board"), max_length=12, blank=True)
    board_name = models.CharField(_("board"), max_length=120, blank=True)
    sector = models.CharField(_("sector"), max_length=12, choices=Sector.choices)
    holiday_region = models.CharField(
        _("school holidays"), max_length=6, choices=HolidayRegion.choices, blank=True
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    search_name = models.CharField(max_length=200, editable=False)
    search_text = models.CharField(max_length=500, editable=False)

    class Meta:
        verbose_name = _("entry of a register")
        verbose_name_plural = _("entries of registers")
        ordering = ["search_name", "city", "code"]
        constraints = [
            models.UniqueConstraint(fields=["register", "code"], name="intake_register_entry_once"),
        ]
        indexes = [models.Index(fields=["code"], name="intake_register_code")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

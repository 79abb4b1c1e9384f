"""By which words a lead is found: a table that both databases search from the beginning of a word."""

import re
import unicodedata
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from .leads import Lead

LONGEST_WORD = 40
#: Fewer digits than this are no part of a phone number.
SHORTEST_NUMBER = 6
PHONE = re.compile(r"^[\d\s()+./-]+$")


class LeadWord(models.Model):
    """One word of a lead's organisation or person, as `plain_words` writes it, or the end of a phone number.

    Derived from what the lead says: `intake.leads.finding` keeps it.
    """

    wagtail_reference_index_ignore = True

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="words", db_index=False)
    word = models.CharField(max_length=LONGEST_WORD)

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        constraints = [models.UniqueConstraint(fields=["lead", "word"], name="intake_word_once_a_lead")]
        indexes = [
            # The operator class lets PostgreSQL look for a beginning, whatever the collation is.
            models.Index(
                fields=["word", "lead"],
                name="intake_word_beginning",
                opclasses=["varchar_pattern_ops", "int8_ops"],
            )
        ]

    def __str__(self) -> str:
        return self.word


def plain_words(text: str) -> list[str]:
    """The words of a text without accents, capitals and signs: "OBS De Wrâld-wizer" has four."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return [word[:LONGEST_WORD] for word in re.findall(r"[a-z0-9]+", plain)]


def phone_digits(text: str) -> str:
    """The digits of a phone number as they are in every notation: without 0, 31 or 0031 in front.

    "" for what is no phone number.
    """
    if not PHONE.match(text):
        return ""
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    digits = re.sub(r"^(0031|31(?=\d{9}$)|00|0)", "", digits)
    return digits if len(digits) >= SHORTEST_NUMBER else ""


def words_of(texts: Iterable[str], phones: Iterable[str]) -> set[str]:
    """Every word by which these texts are found, and the ends of these phone numbers."""
    words = {word for text in texts for word in plain_words(text)}
    for phone in phones:
        digits = phone_digits(phone)
        words |= {digits[start:] for start in range(len(digits) - SHORTEST_NUMBER + 1)}
    return words

"""Which state of the content the public pages show."""

from django.db import models


class ContentVersion(models.Model):
    """One row with a number that is another one after each change: see `home.freshness`."""

    THE_ONE = 1
    shown_to_visitors = False

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    value = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="home_contentversion_one_row", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return str(self.value)

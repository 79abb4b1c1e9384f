"""How somebody likes to look at the lists of the desk."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedViewQuerySet(models.QuerySet):
    def open_to(self, user) -> "SavedViewQuerySet":
        """The own views, and those that colleagues share. Which leads they show is not theirs to say."""
        return self.filter(Q(user=user) | Q(shared=True))


class SavedView(models.Model):
    """Filters of one list under a name; the one without a name holds the columns its user chose."""

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lead_views", verbose_name=_("user")
    )
    of_list = models.CharField(max_length=10)
    name = models.CharField(_("name"), max_length=40, blank=True)
    query = models.CharField(max_length=2000, blank=True)
    columns = models.JSONField(default=list)
    shared = models.BooleanField(_("shared with colleagues"), default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "of_list", "name"], name="intake_view_once_a_name"),
            models.CheckConstraint(
                name="intake_view_shared_has_name", condition=~Q(name="") | Q(shared=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

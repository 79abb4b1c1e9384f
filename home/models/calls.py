"""Calls to action: written once, shown on as many pages as an editor likes."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from home.art import INVITATIONS


class CallQuerySet(models.QuerySet):
    """Calls to action."""

    def with_target(self):
        """With the page each leads to fetched along."""
        return self.select_related("target")


class CallToAction(
    WorkflowMixin, DraftStateMixin, RevisionMixin, PreviewableMixin, index.Indexed, models.Model
):
    """An invitation that many pages share. A draft changes none of them; publishing changes all."""

    name = models.CharField(
        _("name for editors"),
        max_length=60,
        unique=True,
        help_text=_("By this you find it again. Visitors do not see it. For example: Kennismaken, algemeen"),
    )
    heading = models.CharField(
        _("heading"), max_length=80, help_text=_("For example: Er staat een stoel voor u klaar.")
    )
    text = models.TextField(
        _("text"), max_length=300, help_text=_("One to three sentences: what does the reader get?")
    )
    button = models.CharField(
        _("text on the button"),
        max_length=40,
        help_text=_("What happens, with a verb. For example: Vraag een startoverleg aan"),
    )
    target = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page the button leads to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: the request form."),
    )
    note = models.CharField(
        _("note beside the button"),
        max_length=160,
        blank=True,
        help_text=_("For example how long it takes, or the phone number."),
    )
    drawing = models.CharField(
        _("drawing"),
        max_length=20,
        choices=list(INVITATIONS.items()),
        default="chair",
        help_text=_("Shown at the end of a page."),
    )
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="call_to_action",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="call_to_action",
        for_concrete_model=False,
    )

    objects = CallQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        MultiFieldPanel([FieldPanel("heading"), FieldPanel("text")], heading=_("What it says")),
        MultiFieldPanel(
            [FieldPanel("button"), FieldPanel("target"), FieldPanel("note")], heading=_("The button")
        ),
        FieldPanel("drawing"),
    ]
    search_fields = [index.AutocompleteField("name"), index.SearchField("heading")]

    class Meta:
        verbose_name = _("shared invitation")
        verbose_name_plural = _("shared invitations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def revisions(self):
        """Its revisions; Wagtail looks them up by this name."""
        return self._revisions

    @property
    def is_shown(self) -> bool:
        """Whether it is published and its button leads somewhere."""
        return self.live and (self.target is None or self.target.live)

    def get_preview_template(self, request, mode_name: str) -> str:
        return "home/call_preview.html"

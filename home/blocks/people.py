"""Sections with people in them: who tells how it was, and who we are."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from home.pictures import fetch_renditions

from .base import SectionBlock
from .examples import example
from .sections import PEOPLE


class WithPictures:
    """For a chooser: fetches what was chosen with its pictures, all in one query."""

    def bulk_to_python(self, values: list[int]) -> list:
        found = self.model_class.objects.with_pictures().in_bulk(values)
        return [found.get(value) for value in values]


class TestimonialChooserBlock(WithPictures, SnippetChooserBlock):
    """Chooses a testimonial."""

    def deconstruct(self):
        return "wagtail.snippets.blocks.SnippetChooserBlock", *super().deconstruct()[1:]


class AdviserChooserBlock(WithPictures, blocks.PageChooserBlock):
    """Chooses an adviser's page."""

    def deconstruct(self):
        return "wagtail.blocks.PageChooserBlock", *super().deconstruct()[1:]


class ChosenPeopleBlock(SectionBlock):
    """A section with people somebody chose, of whom only those are shown who may be shown now."""

    chosen = ""  # the name of the list of choosers
    example_count = 3

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        people = [person for person in value[self.chosen] if person and person.is_shown]
        fetch_renditions(people)
        return {**context, "people": people, "is_empty": not people}

    def get_preview_value(self):
        """The example, with people who are on this site."""
        people = self.child_blocks[self.chosen].child_block.target_model.objects.shown()
        return self.normalize({**self.meta.preview_value, self.chosen: list(people[: self.example_count])})


class VoicesBlock(ChosenPeopleBlock):
    """People who tell how it was. Who gave no consent, or whose consent ended, is left out."""

    testimonials = blocks.ListBlock(
        TestimonialChooserBlock("offerings.Testimonial"), label=_("Testimonials"), min_num=1, max_num=6
    )
    chosen = "testimonials"

    class Meta:
        label = _("Testimonials")
        icon = "openquote"
        group = PEOPLE
        description = _("People who tell how it was. Who gave no consent is left out.")
        template = "home/blocks/voices.html"
        ground = "linen"
        preview_value = example("voices")


class PeopleBlock(ChosenPeopleBlock):
    """Advisers and trainers, each with a link to their own page."""

    people = blocks.ListBlock(
        AdviserChooserBlock("offerings.AdviserPage"), label=_("People"), min_num=1, max_num=24
    )
    chosen = "people"

    class Meta:
        label = _("People")
        icon = "user"
        group = PEOPLE
        description = _("Advisers and trainers, with their portrait and a link to their own page.")
        template = "home/blocks/people.html"
        preview_value = example("people")

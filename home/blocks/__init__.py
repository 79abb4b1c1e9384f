"""The blocks editors build pages with. A block is a template, an icon, a label and its fields."""

from .bands import Band, lay
from .base import FactBlock, NamedTextBlock, SectionBlock, TuckedAwayBlock
from .calls import CallBlock, ClosingCallBlock
from .links import LinkBlock, LinkColumnBlock
from .offering import ArticlesBlock, DatesBlock, InviteBlock, JourneyBlock
from .people import PeopleBlock, VoicesBlock
from .prose import PictureBlock, ProseBlock, QuotationBlock
from .sections import (
    ChecklistBlock,
    DefinitionBlock,
    ExpertiseBlock,
    FaqBlock,
    FigureBlock,
    FitBlock,
    LessonsBlock,
    OutcomesBlock,
    StepsBlock,
    TextSectionBlock,
)

#: Every section, for pages that are built of sections.
SECTIONS = [
    ("definition", DefinitionBlock()),
    ("outcomes", OutcomesBlock()),
    ("fit", FitBlock()),
    ("lessons", LessonsBlock()),
    ("steps", StepsBlock()),
    ("journey", JourneyBlock()),
    ("dates", DatesBlock()),
    ("articles", ArticlesBlock()),
    ("voices", VoicesBlock()),
    ("people", PeopleBlock()),
    ("expertise", ExpertiseBlock()),
    ("text", TextSectionBlock()),
    ("checklist", ChecklistBlock()),
    ("quotation", QuotationBlock()),
    ("picture", PictureBlock()),
    ("faq", FaqBlock()),
    ("call", CallBlock()),
]

#: Running text, for pages that are read from top to bottom.
PROSE = [
    ("prose", ProseBlock()),
    ("picture", PictureBlock()),
    ("quotation", QuotationBlock()),
    ("faq", FaqBlock()),
    ("people", PeopleBlock()),
    ("voices", VoicesBlock()),
    ("expertise", ExpertiseBlock()),
    ("lessons", LessonsBlock()),
    ("call", CallBlock()),
]

#: The end of a page: an invitation of its own, or one that pages share.
CLOSING = [
    ("invite", InviteBlock()),
    ("call", ClosingCallBlock()),
]

__all__ = [
    "CLOSING",
    "PROSE",
    "SECTIONS",
    "ArticlesBlock",
    "Band",
    "CallBlock",
    "ChecklistBlock",
    "ClosingCallBlock",
    "DatesBlock",
    "DefinitionBlock",
    "ExpertiseBlock",
    "FactBlock",
    "FaqBlock",
    "FigureBlock",
    "FitBlock",
    "InviteBlock",
    "JourneyBlock",
    "LessonsBlock",
    "LinkBlock",
    "LinkColumnBlock",
    "NamedTextBlock",
    "OutcomesBlock",
    "PeopleBlock",
    "PictureBlock",
    "ProseBlock",
    "QuotationBlock",
    "SectionBlock",
    "StepsBlock",
    "TextSectionBlock",
    "TuckedAwayBlock",
    "VoicesBlock",
    "lay",
]

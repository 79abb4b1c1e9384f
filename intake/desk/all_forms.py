"""Everything that can be done from the page of a lead."""

from .contact_forms import CONTACT_FORMS
from .lead_forms import FORMS, LeadForm
from .seat_forms import SEAT_FORMS

#: The address of each, below the lead's.
ALL_FORMS: dict[str, type[LeadForm]] = CONTACT_FORMS | FORMS | SEAT_FORMS

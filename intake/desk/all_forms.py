"""Everything that can be done from the page of a lead."""

from .agreed_form import AgreedForm
from .contact_forms import CONTACT_FORMS
from .lead_forms import FORMS, LeadForm
from .seat_forms import SEAT_FORMS
from .talk_forms import TALK_FORMS

#: The address of each, below the lead's.
ALL_FORMS: dict[str, type[LeadForm]] = {
    **CONTACT_FORMS, **FORMS, **TALK_FORMS, AgreedForm.name: AgreedForm, **SEAT_FORMS,
}  # fmt: skip

"""The screens for accounts: what somebody may not give, the form does not offer."""

from django.forms.models import ModelForm
from wagtail.users.views import users

#: The tick box that gives every right there is, and what to call who has them.
ALL_RIGHTS = "is_superuser"


class OwnRightsMixin:
    """A view whose form lets nobody give away more than they have."""

    def get_form(self, form_class: type[ModelForm] | None = None) -> ModelForm:
        form = super().get_form(form_class)
        if not self.request.user.is_superuser:
            form.fields.pop(ALL_RIGHTS, None)
        return form


class CreateView(OwnRightsMixin, users.CreateView):
    pass


class EditView(OwnRightsMixin, users.EditView):
    pass


class AccountViewSet(users.UserViewSet):
    add_view_class = CreateView
    edit_view_class = EditView

"""Who may do what at the desk, as wagtail-modeladmin asks it.

Which leads somebody may see is not said here: `Lead.objects.visible_to` is the one rule of that.
"""

from wagtail_modeladmin.helpers import PermissionHelper

VIEW = "intake.view_lead"
CHANGE = "intake.change_lead"
COORDINATE = "intake.coordinate_lead"
CHANGE_ORGANISATION = "intake.change_organisation"


class ReadOnlyRights(PermissionHelper):
    """Whoever works with leads may look. Nobody makes, edits or deletes a row by hand."""

    list_permission = VIEW

    def user_can_list(self, user):
        return user.has_perm(self.list_permission)

    def user_can_inspect_obj(self, user, obj):
        return self.user_can_list(user)

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class OwnLeadsRights(ReadOnlyRights):
    """A list of one's own leads: of no use to a coordinator who is no adviser."""

    def user_can_list(self, user):
        return super().user_can_list(user) and (not user.has_perm(COORDINATE) or hasattr(user, "adviser"))


class CoordinatorRights(ReadOnlyRights):
    """For coordinators only."""

    list_permission = COORDINATE


class ManagedRights(CoordinatorRights):
    """Coordinators make and change these. Nobody deletes them: leads and their trail speak of them."""

    def user_can_create(self, user):
        return user.has_perm(COORDINATE)

    def user_can_edit_obj(self, user, obj):
        return user.has_perm(COORDINATE)

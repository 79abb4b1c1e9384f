import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories.intake import ContactFactory, OrganisationFactory


def test_the_models_have_their_migrations(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


@pytest.mark.django_db(transaction=True)
def test_leads_by_hand_can_be_undone_when_people_have_no_address():
    """Two of one school who only called: the address that each must have again is one that never works."""
    ContactFactory.create_batch(2, organisation=OrganisationFactory(), email="")
    executor, before = MigrationExecutor(connection), [("intake", "0018_limits_on_the_board")]
    try:
        executor.migrate(before)
        contacts = executor.loader.project_state(before).apps.get_model("intake", "Contact").objects
        emails = list(contacts.values_list("email", flat=True))
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())

    assert len(set(emails)) == 2
    assert all(email.endswith("@onbekend.invalid") for email in emails)

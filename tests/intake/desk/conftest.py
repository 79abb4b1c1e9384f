"""Somebody of each role, a lead of one's own and one of somebody else."""

import pytest
from django.test import Client

from home.roles import Role
from tests.factories.intake import AdviserFactory, LeadFactory, UserFactory


@pytest.fixture
def adviser(db):
    return AdviserFactory()


@pytest.fixture
def lead(adviser):
    """A lead of the adviser."""
    return LeadFactory(owner=adviser)


@pytest.fixture
def coordinator(db):
    return UserFactory(role=Role.COORDINATOR)


@pytest.fixture
def login():
    """A client as somebody: `login(user)`, or nobody: `login(None)`."""

    def client_of(user) -> Client:
        client = Client()
        if user:
            client.force_login(user)
        return client

    return client_of


@pytest.fixture
def desk(login, adviser):
    """The adviser's browser."""
    return login(adviser.user)


@pytest.fixture
def office(login, coordinator):
    """The coordinator's browser."""
    return login(coordinator)

import pytest
from django.urls import reverse
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.intake import *
from home.roles import Role
@pytest.mark.django_db
@pytest.mark.parametrize("name",["intake_lead_all_modeladmin_index","intake_adviser_modeladmin_index","intake_lead_modeladmin_index","wagtailadmin_home"])
def test_q(client,name):
    a=AdviserFactory()
    u=a.user if name=="intake_lead_modeladmin_index" else UserFactory(role=Role.COORDINATOR)
    client.force_login(u)
    LeadFactory.create_batch(3,owner=a)
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as q: client.get(reverse(name))
    print(name,len(q))
    for x in q: print("  ",x["sql"][:230])

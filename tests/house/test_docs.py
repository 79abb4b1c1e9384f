"""The documents speak of what is there."""

import re

import pytest
from django.conf import settings

DOCUMENTS = [*settings.ROOT.glob("*.md"), *settings.ROOT.glob("docs/*.md")]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(document):
    links = LINK.findall(document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []

"""Everybody can use it: axe, small screens, no cookies, nobody else's servers."""

import pytest

from intake.models import Lead, LeadState, MailTemplate
from tests.browser.conftest import CONTRAST, NARROW, WIDE, faults, log_in, overflows
from tests.intake.form.conftest import FORM

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

#: Axe takes its time: so many tests share the pages, and no single one looks as if it hangs.
SHARES = 3


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_every_page_and_state_passes_axe_in_both_schemes_and_fits_the_screen(visit, viewport, share):
    visitor = visit(viewport=viewport)
    wrong = []
    for one in visitor.shown[share::SHARES]:
        page = visitor.look_at(one)
        wrong += [f"{one.address} {fault}" for fault in faults(page)]
        page.emulate_media(color_scheme="dark")
        wrong += [f"{one.address} dark {fault}" for fault in faults(page, options=CONTRAST)]
        page.emulate_media(color_scheme="light")
        if (pixels := overflows(page)) > 0:
            wrong.append(f"{one.address} is {pixels} px too wide")
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_the_desk_passes_axe_and_fits_the_screen(demo, open_context, viewport, scheme):
    page = open_context(viewport=viewport, color_scheme=scheme).new_page()
    log_in(page, "coordinator")
    leads = [
        Lead.objects.filter(state=LeadState.NEW, owner__isnull=False).first(),
        Lead.objects.filter(state=LeadState.LOST).first(),
        Lead.objects.in_triage().first(),
        Lead.objects.filter(request__enrolment__state="offered").first(),
    ]
    paths = [f"/admin/intake/lead/inspect/{lead.pk}/" for lead in leads]
    paths += [
        "/admin/",
        "/admin/intake/lead/all/",
        "/admin/intake/lead/triage/",
        "/admin/intake/lead/figures/?period=year&per=adviser",
        "/admin/intake/organisation/",
        f"/admin/intake/lead/erase/{leads[0].pk}/",
        "/admin/mailteksten/request_received/",
        "/admin/mailsjablonen/",
        f"/admin/mailsjablonen/{MailTemplate.objects.first().pk}/",
        f"/admin/intake/lead/write/{leads[0].pk}/?template={MailTemplate.objects.first().pk}",
        f"/admin/intake/coursedate/inspect/{leads[-1].request.enrolment.course_date_id}/",
    ]
    wrong = []
    for path in paths:
        page.goto(path)
        wrong += [f"{path} {fault}" for fault in faults(page, within="#main")]
        if (pixels := overflows(page)) > 0:
            wrong.append(f"{path} is {pixels} px too wide")
    assert wrong == []


def test_who_only_reads_gets_no_cookie_and_meets_nobody_else(demo, open_context, shown):
    context = open_context()
    page = context.new_page()
    strangers = []
    page.on(
        "request", lambda request: request.url.startswith((demo, "data:")) or strangers.append(request.url)
    )
    errors = []
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    for path in [one.address for one in shown if one.status == 200 and not one.address.startswith(FORM)]:
        if "#" not in path:
            page.goto(path)
    assert context.cookies() == []
    assert strangers == []
    assert errors == []


def test_control_axe_and_the_ruler_see_what_is_wrong(page):
    """The tests above prove something only if these find a fault where there is one."""
    page.set_viewport_size(NARROW)
    page.set_content("<main><img src='x'><p style='inline-size: 900px; color: #999'>Te licht</p></main>")
    found = " ".join(faults(page))
    assert "image-alt" in found
    assert "color-contrast" in found
    assert overflows(page) > 0

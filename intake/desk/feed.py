"""One's own next actions in one's own calendar: an iCalendar feed (RFC 5545) at a secret address.

A calendar program cannot log in, so whoever has the address reads it. It therefore says no more than which
organisation is next, on which day, and where the lead is; of a talk also its hours and place. No person, no
number, no note, no link to join. It shows what its user may see at that moment, so it is empty of what was
handed over, and gone with the account or the role.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event
from wagtail.admin import messages

from home.addresses import absolute
from intake.models import Appointment, CalendarFeed, Lead
from intake.models.feeds import new_nonce
from offerings.calendars import amsterdam

from .filters import in_order_of_due
from .pages import Crumb, DeskPage
from .rights import VIEW

SIGNER = Signer(salt="intake.desk.feed", sep="~")
#: How far back what is late stays in the calendar, and how many events there are at the most.
BACK, MOST = timedelta(days=31), 500


def address_of(feed: CalendarFeed) -> str:
    """The secret address of a feed, whole."""
    token = SIGNER.sign(f"{feed.user_id}.{feed.nonce}")
    return absolute(reverse("lead_feed", args=[token]))


def renew(user) -> CalendarFeed:
    """Give somebody an address, or another one: the old one is then nothing any more."""
    feed, _made = CalendarFeed.objects.update_or_create(
        user=user, defaults={"nonce": new_nonce(), "made_at": timezone.now()}
    )
    return feed


def stop(user) -> None:
    """Let nobody follow this user's leads any more."""
    CalendarFeed.objects.filter(user=user).delete()


def lead_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The feed at an address. Http404 for every address that is nothing (any more), whatever the cause."""
    response = HttpResponse(calendar_of(_user_of(token)), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Content-Disposition"] = 'inline; filename="leads.ics"'
    return response


def calendar_of(user) -> bytes:
    """A user's own talks, and the next actions of the own open leads: whole days that keep nobody busy."""
    today = timezone.localdate()
    talks = _talks_of(user)
    said = {(talk.lead_id, timezone.localdate(talk.starts_at)) for talk in talks}
    leads = Lead.objects.visible_to(user).filter(owner__user=user).open()
    leads = leads.filter(next_action_on__gte=today - BACK)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Leerkring//Leads//NL")
    calendar.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, _("My leads"))
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(amsterdam())
    for talk in talks:
        calendar.add_component(_talk(talk))
    for lead in in_order_of_due(leads).select_related("organisation", "request")[:MOST]:
        if (lead.pk, lead.next_action_on) not in said:
            calendar.add_component(_event(lead))
    return calendar.to_ical()


def _event(lead: Lead) -> Event:
    page = absolute(reverse("intake_lead_modeladmin_inspect", args=[lead.pk]))
    event = Event()
    event.add("uid", f"lead-{lead.pk}@{page.split('/')[2]}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", lead.next_action_on)
    event.add("dtend", lead.next_action_on + timedelta(days=1))
    event.add("summary", f"{lead.organisation.name} ({lead.reference})")
    event.add("url", page)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _talks_of(user) -> list[Appointment]:
    """The talks of a user's own leads, from some weeks ago on."""
    talks = Appointment.objects.standing().filter(
        adviser__user=user, lead__in=Lead.objects.visible_to(user), starts_at__gte=timezone.now() - BACK
    )
    return list(talks.select_related("lead__organisation", "lead__request")[:MOST])


def _talk(talk: Appointment) -> Event:
    """A talk as the invitation has it, so that a calendar knows it is the same one."""
    event = Event()
    event.add("uid", talk.uid)
    event.add("sequence", talk.sequence)
    event.add("dtstamp", talk.changed_at)
    event.add("dtstart", timezone.localtime(talk.starts_at))
    event.add("dtend", timezone.localtime(talk.ends_at))
    event.add("summary", f"{talk.get_kind_display()}: {talk.lead.organisation.name} ({talk.lead.reference})")
    event.add("location", talk.place)
    event.add("url", absolute(reverse("intake_lead_modeladmin_inspect", args=[talk.lead_id])))
    event.add("class", "PRIVATE")
    return event


def _user_of(token: str):
    try:
        key, _dot, nonce = SIGNER.unsign(token).partition(".")
    except BadSignature as error:
        raise Http404 from error
    feed = CalendarFeed.objects.filter(user=int(key), nonce=nonce).select_related("user").first()
    if feed is None or not feed.user.is_active or not feed.user.has_perm(VIEW):
        raise Http404
    return feed.user


class FeedPage(DeskPage):
    """Where one makes, renews and stops the own address."""

    template_name = "intake/desk/feed.html"
    header_icon = "calendar"
    model_admin = None

    def dispatch(self, request, *args, **kwargs):
        if not self.model_admin.permission_helper.user_can_list(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if "stop" in request.POST:
            stop(request.user)
            messages.success(request, _("The address is nothing any more."))
        else:
            renew(request.user)
            messages.success(request, _("This is your address. The old one is nothing any more."))
        return HttpResponseRedirect(request.path)

    def get_page_title(self):
        return _("Calendar")

    def get_crumbs(self):
        return [Crumb(_("My leads"), self.model_admin.url_helper.get_action_url("index"))]

    def get_context_data(self, **kwargs):
        feed = CalendarFeed.objects.filter(user=self.request.user).first()
        return super().get_context_data(**kwargs, feed=feed, address=address_of(feed) if feed else "")

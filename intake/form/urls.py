"""The addresses of the request form."""

import re

from django.urls import path, re_path

from . import register_search, status_views, views
from .seat_offer import seat_offer
from .steps import later

app_name = "intake"

# Below the reference of a request: its own pages, for who came by the signed link.
STATUS = {
    "": ("status", status_views.status),
    "bericht/": ("status_message", status_views.status_message),
    "bestand/": ("status_file", status_views.status_file),
    "belmomenten/": ("status_moments", status_views.status_moments),
    "intrekken/": ("status_withdraw", status_views.status_withdraw),
    "gegevens/": ("status_data", status_views.status_data),
    "gegevens.json": ("status_json", status_views.status_json),
    "afspraak.ics": ("status_talk", status_views.status_talk),
    "wissen/": ("status_erase", status_views.status_erase),
    "sluiten/": ("status_leave", status_views.status_leave),
}

urlpatterns = [
    path("", views.step, name="request"),
    path("zoek/", register_search.search, name="search"),
    path("controle-getal/", views.proof_challenge, name="challenge"),
    path("bedankt/<str:token>/", views.thanks, name="thanks"),
    path("status/", status_views.status_link, name="status_link"),
    *(
        re_path(rf"^status/(?P<reference>LK-[0-9]{{4}}-[0-9]{{4,18}})/{re.escape(end)}$", view, name=name)
        for end, (name, view) in STATUS.items()
    ),
    path("status/<str:token>/", status_views.status_open, name="status_open"),
    path("plaats/<str:token>/", seat_offer, name="offer"),
    path("verder/<str:token>/", later.go_on, name="go_on"),
    path("<uuid:key>/later/", later.later, name="later"),
    path("<uuid:key>/link/", later.mail_to_owner, name="mail_link"),
    path("<uuid:key>/<slug:step>/", views.step, name="step"),
]

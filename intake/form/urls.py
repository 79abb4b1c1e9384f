"""The addresses of the request form."""

from django.urls import path

from . import register_search, views

app_name = "intake"
urlpatterns = [
    path("", views.request_form, name="request"),
    path("zoek/", register_search.search, name="search"),
    path("bedankt/<str:token>/", views.thanks, name="thanks"),
]

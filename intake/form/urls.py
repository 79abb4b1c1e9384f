"""The addresses of the request form."""

from django.urls import path

from . import views

app_name = "intake"
urlpatterns = [
    path("", views.request_form, name="request"),
    path("bedankt/<str:token>/", views.thanks, name="thanks"),
]

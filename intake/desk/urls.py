"""What of the desk a program reads without logging in."""

from django.urls import path

from .feed import lead_feed

urlpatterns = [path("<str:token>.ics", lead_feed, name="lead_feed")]

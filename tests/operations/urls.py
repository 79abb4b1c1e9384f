"""The site's addresses with the page that only a developer's machine has."""

from django.urls import include, path

from config.urls import urlpatterns as site_urls

urlpatterns = [path("mail/", include("operations.urls")), *site_urls]

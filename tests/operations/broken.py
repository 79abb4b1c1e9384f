"""Addresses at which something is wrong, beside those of the site."""

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponseNotAllowed
from django.urls import path
from django.views.decorators.csrf import csrf_protect

from config.urls import handler400, handler500
from config.urls import urlpatterns as of_the_site

__all__ = ["handler400", "handler500", "urlpatterns"]


def broken(request):
    raise OperationalError("connection to 10.1.2.3 as leerkring refused")


def forbidden(request):
    raise PermissionDenied


def not_allowed(request):
    return HttpResponseNotAllowed(["POST"])


def answers(request):
    return len(request.POST)


urlpatterns = [
    path("kapot/", broken),
    path("verboden/", forbidden),
    path("alleen-post/", not_allowed),
    path("antwoorden/", answers),
    path("beschermd/", csrf_protect(broken)),
    *of_the_site,
]

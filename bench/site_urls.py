"""The site's addresses, a view that does nothing, and one that tells which process answers."""

import os

from django.http import HttpResponse
from django.urls import path

from config.urls import handler400, handler500
from config.urls import urlpatterns as site_urls

__all__ = ["handler400", "handler500", "urlpatterns"]

urlpatterns = [
    path("leeg/", lambda request: HttpResponse("ok")),
    path("proces/", lambda request: HttpResponse(str(os.getpid()))),
    *site_urls,
]

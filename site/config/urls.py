from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from home.views import brand_css, search
from operations.robots import robots

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("merk.css", brand_css, name="brand_css"),
    path("zoeken/", search, name="search"),
    path("aanvraag/", include("intake.form.urls")),
]

if settings.SERVE_MEDIA:
    media = settings.MEDIA_URL.lstrip("/")
    urlpatterns.append(re_path(rf"^{media}(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}))

if settings.MAILBOX_PAGE:
    urlpatterns.append(path("mail/", include("operations.urls")))

# Everything else is a page that an editor made.
urlpatterns.append(path("", include(wagtail_urls)))

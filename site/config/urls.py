from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home.caching import cacheable
from home.sharing.views import share_picture
from home.sites import serve as serve_page
from home.views import brand_css, search
from offerings.feeds import ArticleFeed
from operations.robots import robots, sitemap

handler400 = "operations.errors.bad_request"
handler500 = "operations.errors.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("merk.css", brand_css, name="brand_css"),
    path("deelplaat/<int:page_id>-<slug:version>.png", share_picture, name="share_picture"),
    path("zoeken/", search, name="search"),
    path("kennis/feed.atom", cacheable(ArticleFeed()), name="article_feed"),
    path("opleidingen/", include("offerings.urls")),
    path("aanvraag/", include("intake.form.urls")),
    path("agenda/", include("intake.desk.urls")),
]

if settings.SERVE_MEDIA:
    media = settings.MEDIA_URL.lstrip("/")
    urlpatterns.append(re_path(rf"^{media}(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}))

if settings.MAILBOX_PAGE:
    urlpatterns.append(path("mail/", include("operations.urls")))

# Everything else is a page that an editor made; under `_util/` Wagtail keeps what belongs to closed pages.
urlpatterns.append(re_path(r"^(?!_util/)((?:[\w\-]+/)*)$", serve_page, name="page"))
urlpatterns.append(path("", include(wagtail_urls)))

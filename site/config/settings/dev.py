"""Your own machine: nothing to set up, and no mail that leaves it."""

from .base import *  # noqa: F403
from .base import POST_OFFICE, STORAGES, VAR, env

# Off by default, so that you see what a visitor sees; `DEBUG=1 make run` for Django's error pages.
DEBUG = env.bool("DEBUG", default=False)
if DEBUG:
    PAGE_CACHE_MB = 0
SECRET_KEY = env.str("SECRET_KEY", default="for-your-own-machine-only-never-in-production")
ALLOWED_HOSTS = ["*"]
DEMO_ALLOWED = True

# Static files straight from the sources.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default=f"http://localhost:{env.str('PORT', default='8000')}")

# An outgoing mail becomes a file in var/mail; /mail/ lists them.
POST_OFFICE["BACKENDS"] = {"default": "django.core.mail.backends.filebased.EmailBackend"}
EMAIL_FILE_PATH = VAR / "mail"
MAILBOX_PAGE = True
SERVE_MEDIA = True

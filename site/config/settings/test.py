"""The tests: fast passwords, files of their own, errors raised."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, POST_OFFICE, STORAGES, VAR, env

DEBUG = False
SECRET_KEY = "only-for-the-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DEMO_ALLOWED = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="leerkring-media-"))
PRIVATE_ROOT = Path(tempfile.mkdtemp(prefix="leerkring-private-"))
CLAMD_URL = ""
POST_OFFICE["BACKENDS"] = {"default": "django.core.mail.backends.smtp.EmailBackend"}
WAGTAILADMIN_BASE_URL = "http://testserver"
SERVE_MEDIA = True
MAILBOX_PAGE = False
AXES_ENABLED = False
# A test types fast and sends often; those about spam set what they need.
REQUEST_LEAST_SECONDS = 0
REQUESTS_PER_ADDRESS = 10_000
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: tests with threads and a live server share it.
    VAR.mkdir(exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": env.str("TEST_DATABASE_FILE", default=str(VAR / "test.sqlite3"))}

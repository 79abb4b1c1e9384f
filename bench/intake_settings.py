"""Production settings, Wagtail's own form page, and a proxy: every school has its own address."""

from config.settings.production import *  # noqa: F403
from config.settings.production import INSTALLED_APPS

INSTALLED_APPS = ["bench.plain", "wagtail.contrib.forms", *INSTALLED_APPS]
TRUSTED_PROXIES = 1

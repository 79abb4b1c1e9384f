"""Production settings, and two views to measure against."""

from config.settings.production import *  # noqa: F403

ROOT_URLCONF = "bench.site_urls"

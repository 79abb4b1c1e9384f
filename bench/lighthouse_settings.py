"""Production settings, and pictures served by the application: there is no proxy in front of it here."""

from config.settings.production import *  # noqa: F403

SERVE_MEDIA = True

"""A real installation. Everything it needs comes from the environment; without it, it does not start."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import env

REQUIRED = {
    "SECRET_KEY": "a long random text that only this installation knows",
    "ALLOWED_HOSTS": "the host names of the site, with commas between them",
    "DATABASE_URL": "for example postgres://name:password@host:5432/leerkring",
    "BASE_URL": "the address of the site, for example https://www.example.nl",
    "EMAIL_URL": "the mail server, for example smtp+tls://name:password@host:587",
    "DEFAULT_FROM_EMAIL": "who the mail comes from, for example Leerkring <hallo@example.nl>",
    "TRUSTED_PROXIES": "how many proxies of yours a request passes: 1 for nginx alone, 0 for none",
}
if missing := [f"  {name}: {what}" for name, what in REQUIRED.items() if not env.str(name, default="")]:
    raise ImproperlyConfigured("Set these in the environment first:\n" + "\n".join(missing))

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("SECRET_KEY is shorter than 40 characters: make a longer one.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [env.str("BASE_URL").rstrip("/")]
vars().update(env.email("EMAIL_URL", backend="post_office.EmailBackend"))

SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=False)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SERVE_MEDIA = False
MAILBOX_PAGE = False

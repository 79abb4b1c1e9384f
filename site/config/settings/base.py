"""What every installation shares. What differs comes from the environment, in dev, test and production."""

from datetime import timedelta
from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[3]
SITE = ROOT / "site"
VAR = ROOT / "var"

env = environ.Env()
env.read_env(ROOT / ".env")

# ------------------------------------------------------------------ the house
INSTALLED_APPS = [
    "operations",
    "demo",
    "intake",
    "offerings",
    "home",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "home.accounts.apps.AccountsConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "crispy_forms",
    "phonenumber_field",
    "post_office",
    "axes",
    "csp",
    "django.contrib.admin",  # wagtail-modeladmin reads its checks and templates; it has no URL
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "operations.probes.ProbeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "operations.maintenance.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
    "operations.errors.NotAllowedMiddleware",
]
# Every address but the probes answers 503; `manage.py maintenance` does the same without a restart.
MAINTENANCE = env.bool("MAINTENANCE", default=False)

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]
# Mails are written by an engine that lets pictures and invitations go along in them.
TEMPLATES.append(
    {
        "NAME": "post_office",
        "BACKEND": "intake.leads.mail_engine.MailTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {},
    }
)
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "leerkring"
CRISPY_TEMPLATE_PACK = "leerkring"
CRISPY_FAIL_SILENTLY = False

# ------------------------------------------------------------------ database
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Not as a URL: the folder's name may hold characters that mean something in one.
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR / "leerkring.sqlite3"}
DATABASES = {"default": env.db("DATABASE_URL") if env.str("DATABASE_URL", default="") else SQLITE}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A transaction that starts as a reader and then writes fails at once when another one writes.
    # IMMEDIATE takes the write lock at BEGIN and waits its turn; WAL lets readers go on meanwhile.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A server that is away must not keep a visitor waiting for minutes.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
# Opening and closing a connection costs more than all else on a page, on SQLite too.
DATABASES["default"]["CONN_MAX_AGE"] = 60

# ------------------------------------------------------------------ page cache
#: Megabytes of ready-made pages that each worker process keeps; 0 switches it off.
PAGE_CACHE_MB = env.int("PAGE_CACHE_MB", default=32)

# ------------------------------------------------------------------ language and time
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch"))]
LOCALE_PATHS = [SITE / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
PHONENUMBER_DEFAULT_REGION = "NL"
PHONENUMBER_DEFAULT_FORMAT = "NATIONAL"

# ------------------------------------------------------------------ files
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [SITE / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR / "media")))
# What schools send along: not public, so never below MEDIA_ROOT. Only the desk opens it.
PRIVATE_ROOT = Path(env.str("PRIVATE_ROOT", default=str(VAR / "private")))
#: The virus scanner clamd, as tcp://host:3310 or unix:///run/clamav/clamd.ctl; empty for none.
CLAMD_URL = env.str("CLAMD_URL", default="")
FILE_UPLOAD_HANDLERS = [
    "intake.form.uploads.LimitingUploadHandler",  # of the request form only
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "operations.storage.SmallStaticFilesStorage"},
}

# ------------------------------------------------------------------ who may come in
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "intake.desk.signed_in.SignedInBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "operations/locked_out.html"
AXES_CLIENT_IP_CALLABLE = "home.visitors.address_of"
AXES_VERBOSE = False  # it would put user names into the log
#: How many proxies of ours stand in front: so many of the last addresses in X-Forwarded-For are true.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor's preview is a frame of our own
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "intake.form.views.csrf_failure"  # keeps what a school typed
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    # Wagtail's admin uses inline scripts and styles; the public site has none.
    "EXCLUDE_URL_PREFIXES": ("/admin/",),
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    },
}

# ------------------------------------------------------------------ mail
# Everything is queued in the database and leaves with `manage.py run_worker`, with retries.
EMAIL_BACKEND = "post_office.EmailBackend"
POST_OFFICE = {
    "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"},
    "TEMPLATE_ENGINE": "post_office",
    "DEFAULT_PRIORITY": "medium",
    # Four times an hour for three days: a mail server that is down on Friday night is up on Monday.
    "RETRY_INTERVAL": timedelta(minutes=15),
    "MAX_RETRIES": 4 * 24 * 3,
    # A sender finishes its batch before it stops, and sends it again when it is killed halfway.
    "BATCH_SIZE": 10,
    "THREADS_PER_PROCESS": 1,
    "LOG_LEVEL": 1,
    "SENDING_ORDER": ["created"],
}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Leerkring <hallo@leerkring.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20

#: Mail that left, or was given up, is deleted after so many days: it names people.
SENT_MAIL_DAYS = env.int("SENT_MAIL_DAYS", default=30)

# ------------------------------------------------------------------ requests
#: Sooner than this nobody fills in the form (seconds), and from one internet connection come no more a day,
#: without a browser that proves that it is none of a spammer. A whole school may sit behind one connection.
REQUEST_LEAST_SECONDS = env.int("REQUEST_LEAST_SECONDS", default=5)
REQUESTS_PER_ADDRESS = env.int("REQUESTS_PER_ADDRESS", default=10)
#: Nor are more requests begun a day from one connection.
DRAFTS_PER_ADDRESS = env.int("DRAFTS_PER_ADDRESS", default=100)
#: So many days after a coordinator threw it away, a request from quarantine is deleted for good.
DROPPED_REQUEST_DAYS = env.int("DROPPED_REQUEST_DAYS", default=30)
#: The number that a page names when the database is away and this process never read the brand's.
CONTACT_PHONE = env.str("CONTACT_PHONE", default="")

# ------------------------------------------------------------------ Wagtail
WAGTAIL_SITE_NAME = "Leerkring"
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default="http://localhost:8000")
# A copy to try things on says no here, and asks search engines to leave it alone.
SEARCH_ENGINES = env.bool("SEARCH_ENGINES", default=True)
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", _("Dutch"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILIMAGES_IMAGE_MODEL = "home.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.forms.SiteImageForm"
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "all"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "ods", "pptx", "ics"]
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "dutch"},
}
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_FRONTEND_LOGIN_URL = "/admin/login/"
# The admin makes no call to anybody else.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_DATE_FORMAT = "%d-%m-%Y"
WAGTAIL_DATETIME_FORMAT = "%d-%m-%Y %H:%M"
WAGTAIL_USER_TIME_ZONES = ["Europe/Amsterdam"]

# ------------------------------------------------------------------ logging
# No request bodies, no addresses, no mail: what fails is named, who it was about is not.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "operations.logs.NamelessFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        "silent": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        **{app: {"level": "INFO"} for app in ("home", "offerings", "intake", "operations", "demo")},
        # Its exceptions carry the recipient's address; the queue keeps them where only Beheer looks.
        "post_office": {"handlers": ["silent"], "propagate": False},
        "axes": {"handlers": ["silent"], "propagate": False},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": ["silent"], "propagate": False},
    },
}

# Only settings that say so may load the demo content with its well-known passwords.
DEMO_ALLOWED = False

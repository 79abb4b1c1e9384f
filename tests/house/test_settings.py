"""Every settings module can be imported, and production refuses to start half configured."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow

PRODUCTION = {
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "www.example.nl",
    "DATABASE_URL": "postgres://leerkring@127.0.0.1:5432/leerkring",
    "BASE_URL": "https://www.example.nl",
    "EMAIL_URL": "smtp+tls://name:password@127.0.0.1:587",
    "DEFAULT_FROM_EMAIL": "Leerkring <hallo@example.nl>",
    "TRUSTED_PROXIES": "0",
}
START = "import django; django.setup(); import config.urls; from django.conf import settings; print({})"


def start(
    module: str, environment: dict[str, str], show: str = "settings.DEBUG"
) -> subprocess.CompletedProcess:
    """Start Django in a process of its own, with nothing else in its environment."""
    path = os.pathsep.join([str(settings.ROOT), str(settings.SITE)])
    return subprocess.run(
        [sys.executable, "-c", START.format(show)],
        env={"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": f"config.settings.{module}", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("module", "environment"), [("dev", {}), ("test", {}), ("production", PRODUCTION)])
def test_settings_start(module, environment):
    done = start(module, environment)

    assert (done.returncode, done.stdout.strip()) == (0, "False"), done.stderr


def test_every_settings_module_is_tried_above():
    modules = {file.stem for file in (settings.SITE / "config" / "settings").glob("*.py")}

    assert modules == {"__init__", "base", "dev", "test", "production"}


@pytest.mark.parametrize("missing", PRODUCTION)
def test_production_names_what_is_missing(missing):
    done = start("production", {name: value for name, value in PRODUCTION.items() if name != missing})

    assert done.returncode != 0
    assert "Set these in the environment first" in done.stderr
    named = {name for name in PRODUCTION if f"  {name}: " in done.stderr}
    assert named == {missing}


def test_production_wants_a_long_secret_key():
    done = start("production", {**PRODUCTION, "SECRET_KEY": "short"})

    assert done.returncode != 0
    assert "SECRET_KEY is shorter than 40 characters" in done.stderr


def test_production_never_loads_the_demo_or_shows_the_mails():
    done = start(
        "production", PRODUCTION, "settings.DEMO_ALLOWED, settings.MAILBOX_PAGE, settings.SERVE_MEDIA"
    )

    assert done.stdout.strip() == "False False False", done.stderr


def test_production_sends_by_the_mail_server_of_the_environment():
    done = start(
        "production",
        PRODUCTION,
        "settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS",
    )

    assert done.stdout.strip() == "post_office.EmailBackend 127.0.0.1 587 True", done.stderr


def test_mails_of_a_developers_machine_link_to_its_port():
    done = start("dev", {"PORT": "8123"}, "settings.WAGTAILADMIN_BASE_URL")

    assert done.stdout.strip() == "http://localhost:8123", done.stderr

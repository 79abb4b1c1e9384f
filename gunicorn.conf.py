"""For serving with gunicorn instead of granian: run `gunicorn` in this folder, or name this file with -c."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent

# `site/` is a folder on the path, not a package; gunicorn wants it absolute, with a comma between.
pythonpath = f"{ROOT},{ROOT / 'site'}"
wsgi_app = "config.wsgi:application"
worker_class = "gthread"
threads = 4

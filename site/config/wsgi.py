"""The WSGI application that granian or gunicorn serves: `config.wsgi:application`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for folder in (ROOT, ROOT / "site"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.core.wsgi import get_wsgi_application  # noqa: E402  (the path comes first)

django = get_wsgi_application()  # sets up the apps, which the page cache needs

from operations.encoding import as_utf8  # noqa: E402
from operations.pagecache import in_front_of  # noqa: E402

application = in_front_of(as_utf8(django))

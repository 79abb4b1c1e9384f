"""Which requests may be answered from what is kept, and where their answers are kept."""

from typing import NamedTuple

from django.conf import settings

#: A longer query is nobody's bookmark.
LONGEST_QUERY = 200


class Key(NamedTuple):
    """All of a request that its answer depends on, as the server gives it."""

    host: str | None  # as Django has checked it when it answered the first time
    scheme: str
    forwarded_securely: bool
    script: str
    path: str
    query: str


class Reader:
    """Reads requests by the names of cookies and headers in the settings."""

    def __init__(self):
        # Whoever has one of these cookies may see something else than everybody. The cookie of the form's
        # protection (CSRF) is not among them: a page that reads it says `Vary: Cookie` and is not kept.
        self.personal = (settings.SESSION_COOKIE_NAME, "messages")
        self.forwarded, self.secure = settings.SECURE_PROXY_SSL_HEADER or ("HTTP_X_FORWARDED_PROTO", "https")

    def key(self, environ: dict) -> Key | None:
        """Under which key the answer may be found; None for what Django has to answer itself."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or "HTTP_AUTHORIZATION" in environ:
            return None
        # A name that is found inside another one costs a look at Django, and nothing else.
        if (cookies := environ.get("HTTP_COOKIE")) and any(name in cookies for name in self.personal):
            return None
        query = environ.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            return None
        return Key(
            environ.get("HTTP_HOST"),
            environ["wsgi.url_scheme"],
            environ.get(self.forwarded) == self.secure,
            environ.get("SCRIPT_NAME", ""),
            environ["PATH_INFO"],
            query,
        )

"""One encoding for what comes in: our pages are UTF-8, and so is all that a browser sends from them."""

from collections.abc import Callable


def as_utf8(application: Callable) -> Callable:
    """A WSGI application that reads what comes in as UTF-8, whatever charset it names.

    Django takes any codec that Python has, before anything of ours is asked: some make half characters that
    no page and no database takes (UTF-7), others no text at all (hex). What is not UTF-8 gets marks in the
    place of what cannot be read.
    """

    def application_in_utf8(environ: dict, *start):
        if "charset" in environ.get("CONTENT_TYPE", "").lower():
            parts = environ["CONTENT_TYPE"].split(";")
            kept = [part for part in parts if not part.strip().lower().startswith("charset")]
            environ["CONTENT_TYPE"] = ";".join(kept)
        return application(environ, *start)

    return application_in_utf8

"""What must not be set up, said before the site starts."""

from pathlib import Path

from django.conf import settings
from django.core.checks import Error, register


@register
def private_files_are_private(app_configs, **kwargs) -> list[Error]:
    """Files of schools stand in no folder that is served."""
    private = Path(settings.PRIVATE_ROOT).resolve()
    served = {name: Path(getattr(settings, name)).resolve() for name in ("MEDIA_ROOT", "STATIC_ROOT")}
    return [
        Error(
            f"PRIVATE_ROOT lies in {name}, which everybody can read.",
            hint="Choose a folder outside it, such as var/private.",
            id="intake.E001",
        )
        for name, folder in served.items()
        if private.is_relative_to(folder)
    ]

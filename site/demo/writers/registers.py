"""Takes in a small register of invented schools and childcare, as `import_duo` and `import_lrk` do."""

from demo.files import CONTENT, Where
from intake.models import RegisterEntry
from intake.registers.importing import import_duo, import_lrk
from intake.registers.tables import RegisterFileError

FOLDER = "registers"
OF_DUO = ("besturen.csv", "basisonderwijs.csv", "vo.csv", "vso.csv")
OF_LRK = ("kinderopvang.csv",)


def write() -> None:
    """Take in all files, as long as there is no register. Raises ContentError for a row with a mistake."""
    if RegisterEntry.objects.exists():
        return
    for read, names in ((import_duo, OF_DUO), (import_lrk, OF_LRK)):
        for name in names:
            where = Where(f"{FOLDER}/{name}")
            try:
                summary = read(CONTENT / FOLDER / name)
            except RegisterFileError as error:
                raise where.error(error) from error
            for problem in summary.problems:
                raise (where / problem.line).error(problem.reason)

"""In which school-holiday region a postcode lies."""

from bisect import bisect_right

from intake.models import HolidayRegion

NORTH, MIDDLE, SOUTH = HolidayRegion.NORTH, HolidayRegion.MIDDLE, HolidayRegion.SOUTH

# The first four digits at which another region begins; read from the regions in the national school register,
# which the rule on school holidays (Regeling vaststelling schoolvakanties) names by municipality.
BORDERS: tuple[tuple[int, HolidayRegion], ...] = (
    (1000, NORTH),
    (1393, MIDDLE),
    (1394, NORTH),
    (1426, MIDDLE),
    (1430, NORTH),
    (2160, MIDDLE),
    (2165, NORTH),
    (2170, MIDDLE),
    (3755, NORTH),
    (3760, MIDDLE),
    (4270, SOUTH),
    (4280, MIDDLE),
    (4300, SOUTH),
    (6700, MIDDLE),
    (6800, SOUTH),
    (6961, MIDDLE),
    (6980, SOUTH),
    (6996, MIDDLE),
    (7410, NORTH),
    (8070, MIDDLE),
    (8100, NORTH),
    (8160, MIDDLE),
    (8196, NORTH),
)
STARTS = [start for start, _region in BORDERS]


def holiday_region_of(postcode: str) -> str:
    """The region of a postcode ("3512 LK" or just "3512"), as a HolidayRegion value; "" when it is none."""
    digits = postcode.strip()[:4]
    if not (digits.isascii() and digits.isdigit() and len(digits) == 4 and int(digits) >= STARTS[0]):
        return ""
    return BORDERS[bisect_right(STARTS, int(digits)) - 1][1].value

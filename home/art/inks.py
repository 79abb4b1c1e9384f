"""The colours of the drawings: custom properties of the stylesheet, so the dark scheme re-inks everything."""

INK = "var(--art-ink)"
CORAL = "var(--art-coral)"
LILAC = "var(--art-lilac)"
PAPER = "var(--art-paper)"
TABLE = "var(--art-table)"
GREEN = "var(--art-green)"
PLUM = "var(--art-plum)"
PEACH = "var(--art-peach)"
MIST = "var(--art-mist)"
SHIRT = "var(--art-shirt)"
OVERLAP = "var(--art-overlap)"
FEATURE = "var(--art-feature)"  # eyes, brows, mouth

SKIN_LIGHT = "var(--skin-1)"
SKIN_TAN = "var(--skin-2)"
SKIN_BROWN = "var(--skin-3)"
SKIN_DEEP = "var(--skin-4)"
SKIN_OLIVE = "var(--skin-5)"
SKIN_DARK = "var(--skin-6)"
SKIN_SHADE = "var(--skin-shade)"  # laid over a skin

HAIR_BLACK = "var(--hair-black)"
HAIR_BROWN = "var(--hair-brown)"
HAIR_GREY = "var(--hair-grey)"
HAIR_FAIR = "var(--hair-fair)"
HAIR_RED = "var(--hair-red)"
HAIR_WHITE = "var(--hair-white)"
HAIR_ASH = "var(--hair-ash)"
LIPS = "var(--art-lips)"  # laid over a skin
BLUSH = "var(--art-blush)"  # laid over a skin

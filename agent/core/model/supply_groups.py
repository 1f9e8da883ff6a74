"""Which supplies belong together, by their names of PrtMarkerSuppliesTypeTC (RFC 3805)."""

TONER = frozenset({"toner", "tonerCartridge"})
INK = frozenset({"ink", "inkCartridge"})
INK_OF_ANY_KIND = INK | {"matteInk", "inkRibbon"}
# What marks the paper; what a supply is made of does not matter to whoever orders one of a colour.
MARKING = TONER | INK_OF_ANY_KIND | {"matteToner", "solidWax"}
# Of these each colour has its own; of others a colour word in the description means something else.
OF_ONE_COLOUR = MARKING | {"ribbonWax", "opc", "developer", "other", "unknown"}
WASTE = frozenset({"wasteToner", "wasteInk", "wasteWax"})

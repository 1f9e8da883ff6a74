"""Where a model's name ends and its firmware, its languages or its network card begin.

One rule: a name goes on word by word until a word comes that no model has. Such a word is a version, a date,
a long number or an address; a sign that begins a list; or, once a number was named, a word for a part.
"""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Inside of a word: what follows is no name. The "@" stands before a version or an id of the firmware.
_CUT = re.compile(r"[;|@{<\t]|,(?=\s|$)|,(?=[^\d])")
_OPENING = ("/", "(", "[", "#", "=", "*", "-:", "::")
# Behind a sign in the same word: a version (P2500W-V1.1.20, HL-0000DW_1.03), or a part's name (-SYS).
_GLUED = re.compile(
    r"""[-_/] (?: (?: version | ver | rev | rel | v | r | fw | f/w | firmware | build | os )
                  [._:-]* \d+ (?: [._]\d+ )+ \S*                # with a word before it
              |   \d+ (?: \.\d+ )+
              |   (?: fw | firmware | build | rev | ver | version ) [._:-]* \d{1,12}
              |   (?: sys | system | ctrl | controller | nic | fw | firmware )
              ) $""",
    re.IGNORECASE | re.VERBOSE,
)
_VERSION = re.compile(
    r"""(?: \S* \d \. \d \S*                    # 1.07, R1.28/PH, V4.01.20, Rev.02.70
        |   [A-Z0-9]{1,8} (?: \. [A-Z0-9]+ ){2,} \S*  # NH.HS2.N211La, LW40.PRL.P613
        |   [A-Z]+ \. \d \S*                     # Rev.2
        |   V \d+ (?: _\d+ )+                     # V1_1_20
        ) $""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER_OR_DATE = re.compile(
    r"""(?: \d{7,} \w*                                # a serial number
        |   (?=(?:\w*\d){6})[A-Z0-9]{9,}              # the same with letters
        |   (?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2}         # a MAC address
        |   \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}           # a date
        |   [A-Z]{3}-\d{1,2}-\d{2,4}
        ) $""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(r"[A-Z/]{2,12}[:=]\S*$", re.IGNORECASE)  # SN:123, PID:, FN=
_DIGIT = re.compile(r"\d")
# Parts and languages, told behind a model's number; PS alone is left, some models are called so.
_PARTS = _words(
    "version ver vers v rev revision release rel build firmware fw f/w rom eeprom flash kernel os "
    "bootloader boot bios engine controller ctrl ctl cntrl system sys network netw nic lan card "
    "mainboard board panel printserver jetdirect ess iot ucode pcl pcl5 pcl5c pcl5e pcl6 pclxl pcl-xl "
    "pcl/ps ps2 ps3 postscript postscript2 postscript3 ph kpdl f.w s.w h.w sn# serial# serialno "
    "serialnumber serialnr seriennummer seriennr ser ser.no ufr ufrii lips escpl2 escp rpcs xps pdf zpl "
    "epl sn s/n serial mac pid mid fn id ip cidate firmwareversion softwareversion hardwareversion "
    "software hardware sw s/w hw h/w"
)
_WITH_VERSION = re.compile(
    r"(?:version|ver|vers|rev|release|build|firmware|fw|rom|os|kernel)\.?$", re.IGNORECASE
)


def without_tail(text: str) -> str:
    """Return a model's text up to the word that belongs to it no more; whole if nothing would be left."""
    kept: list[str] = []
    words = text.split()
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        before = " ".join(kept)
        bare = word if _DIGIT.search(before) and _VERSION.match(word) else _without_glued(word, before)
        name = _CUT.split(bare, maxsplit=1)[0]
        if kept and _ends(bare, following, before):
            break
        if name:
            kept.append(name)
        if name != word:
            break
    return " ".join(kept).rstrip(" -,:/") or text


def _without_glued(word: str, before: str) -> str:
    """Return a word without the version or the part behind a sign in it, where a number was named before."""
    glued = _GLUED.search(word)
    if glued is None or not _DIGIT.search(before + word[: glued.start()]):
        return word
    return word[: glued.start()]


def _ends(word: str, following: str, before: str) -> bool:
    """Return whether a word begins the tail, given the next one and the name before it."""
    bare = word.strip(".,:;()").lower()
    has_number = _DIGIT.search(before) is not None
    if _VERSION.match(word) or _NUMBER_OR_DATE.match(word):
        return True
    if _WITH_VERSION.match(word) and _DIGIT.search(following):
        return True
    if word in {"-", "/"} or (word.startswith("/") and len(word) > 1):
        return True
    return has_number and (bare in _PARTS or word.startswith(_OPENING) or _LABEL.match(word) is not None)

"""Windows' access lists: only where nobody but administrators may write, a file is an administrator's."""

from __future__ import annotations

import pytest

from agent.core.settings.access_list import others_may_replace, others_may_write

ADMINISTRATORS = "O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)"
INSTALLER = "O:S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464G:SY"
# C:\ProgramData and C:\ of a Windows, as icacls and Get-Acl show them.
PROGRAM_DATA = (
    "O:SYG:SYD:PAI(A;OICIIO;GA;;;CO)(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)"
    "(A;OICI;0x1200a9;;;BU)(A;CI;DCLCRPCR;;;BU)"
)
DRIVE = (
    f"{INSTALLER}D:PAI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1200a9;;;BU)"
    "(A;OICIIO;SDGXGWGR;;;AU)(A;;LC;;;AU)"
)


@pytest.mark.parametrize(
    "descriptor",
    [
        ADMINISTRATORS,
        f"{ADMINISTRATORS}(A;OICI;0x1200a9;;;BU)",
        f"{ADMINISTRATORS}(A;;FRFX;;;WD)(D;;FA;;;BG)",
        f"{ADMINISTRATORS}(A;OICIIO;GA;;;CO)",
        "O:SYG:SYD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)",
        f"{INSTALLER}D:(A;;FA;;;SY)",
    ],
)
def test_administrators_alone_may_write(descriptor: str) -> None:
    assert not others_may_write(descriptor)


@pytest.mark.parametrize(
    "descriptor",
    [
        f"{ADMINISTRATORS}(A;;FA;;;BU)",
        f"{ADMINISTRATORS}(A;;0x2;;;BU)",
        f"{ADMINISTRATORS}(A;;WD;;;AU)",
        f"{ADMINISTRATORS}(A;;GW;;;WD)",
        f"{ADMINISTRATORS}(A;;FRSD;;;WD)",
        f"{ADMINISTRATORS}(A;;0x1301bf;;;S-1-5-21-1-2-3-1001)",
        ADMINISTRATORS.replace("O:BA", "O:S-1-5-21-1-2-3-1001"),
        ADMINISTRATORS.replace("O:BA", "O:BU"),
        "O:BAG:SYD:NO_ACCESS_CONTROL",
        "O:BAG:SY",
        "D:(A;;FA;;;BA)",
        "",
        f"{ADMINISTRATORS}(XA;;FA;;;WD;(Member_of{{SID(BA)}}))",
        f"{ADMINISTRATORS}(A;;??;;;WD)",
        f"{ADMINISTRATORS}(A;;FA;;)",
        f"{ADMINISTRATORS}(A;;FRX;;;WD)",
        PROGRAM_DATA,
    ],
)
def test_others_may_write_or_it_can_not_be_told(descriptor: str) -> None:
    assert others_may_write(descriptor)


def test_in_the_folders_above_others_may_make_files_but_replace_none() -> None:
    assert not others_may_replace(PROGRAM_DATA)
    assert not others_may_replace(DRIVE)
    assert others_may_replace(f"{PROGRAM_DATA}(A;;DT;;;BU)")
    assert others_may_replace(f"{PROGRAM_DATA}(A;;FA;;;AU)")
    assert others_may_replace(DRIVE.replace("O:S", "O:AU"))

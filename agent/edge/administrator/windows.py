"""The registry's policies, the folder of all users' data, and access lists: Windows alone has them."""

import ctypes
import os
import sys
from ctypes import wintypes
from pathlib import Path
from typing import Any

from agent.core.messages import deployment as messages
from agent.core.messages import system_errors
from agent.core.model.errors import AgentError
from agent.core.settings.access_list import others_may_replace, others_may_write

POLICY_KEY = r"Software\Policies\Meters Agent"
MOST_VALUES = 10_000
DEEPEST = 3  # section, list, and one more to refuse
_PROGRAM_DATA = 0x23  # CSIDL_COMMON_APPDATA
_FILE_OBJECT, _OWNER_AND_LIST, _SDDL_REVISION_1 = 1, 0x1 | 0x4, 1

if sys.platform == "win32":
    import winreg

    def policy_tree() -> dict[str, Any] | None:
        """Return the values below the policy's key by name, subkeys as dicts; None where there is no key.

        AgentError where it can't be read.
        """
        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY  # a 32-bit Python would look elsewhere
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, POLICY_KEY, 0, access) as key:
                return _tree(key, access, 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            facts = {"place": f"HKEY_LOCAL_MACHINE\\{POLICY_KEY}", "reason": system_errors.reason_of(error)}
            raise AgentError(messages.POLICY_UNUSABLE, facts) from error

    def _tree(key: winreg.HKEYType, access: int, depth: int) -> dict[str, Any]:
        subkeys, values, _ = winreg.QueryInfoKey(key)
        found: dict[str, Any] = {}
        for position in range(min(values, MOST_VALUES)):
            name, value, _ = winreg.EnumValue(key, position)
            found[name] = value
        for position in range(min(subkeys, MOST_VALUES) if depth < DEEPEST else 0):
            name = winreg.EnumKey(key, position)
            with winreg.OpenKey(key, name, 0, access) as below:
                found[name] = _tree(below, access, depth + 1)
        return found

    def program_data() -> Path:
        """Return the folder of all users' data as the system knows it, whatever the environment says."""
        found = ctypes.create_unicode_buffer(wintypes.MAX_PATH)
        if ctypes.windll.shell32.SHGetFolderPathW(None, _PROGRAM_DATA, None, 0, found) != 0:
            raise AgentError(messages.NO_PROGRAM_DATA)
        return Path(found.value)

    def is_administrators(path: Path) -> bool:
        """Return whether only administrators may write a file on this computer and the folders above it."""
        own = path.absolute()
        if own.drive.startswith("\\\\") or os.path.normcase(own.resolve()) != os.path.normcase(own):
            return False  # on a share, or behind a junction
        try:
            if others_may_write(_descriptor(own)) or others_may_write(_descriptor(own.parent)):
                return False
            return not any(others_may_replace(_descriptor(each)) for each in own.parent.parents)
        except OSError:
            return False

    def _descriptor(path: Path) -> str:
        """Return owner and access list as SDDL; OSError where they can't be read."""
        advapi32, kernel32 = ctypes.WinDLL("advapi32", use_last_error=True), ctypes.windll.kernel32
        kernel32.LocalFree.argtypes = (ctypes.c_void_p,)
        descriptor, text = ctypes.c_void_p(), ctypes.c_wchar_p()
        code = advapi32.GetNamedSecurityInfoW(
            ctypes.c_wchar_p(str(path)),
            *(_FILE_OBJECT, _OWNER_AND_LIST, None, None, None, None),
            ctypes.byref(descriptor),
        )
        if code:
            raise ctypes.WinError(code)
        try:
            if not advapi32.ConvertSecurityDescriptorToStringSecurityDescriptorW(
                *(descriptor, wintypes.DWORD(_SDDL_REVISION_1), wintypes.DWORD(_OWNER_AND_LIST)),
                *(ctypes.byref(text), None),
            ):
                raise ctypes.WinError(ctypes.get_last_error())
            value = str(text.value)
            kernel32.LocalFree(text)
            return value
        finally:
            kernel32.LocalFree(descriptor)

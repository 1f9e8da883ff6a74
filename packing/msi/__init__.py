"""The Windows Installer package, made on Linux around the folder of the Windows build.

`python -m packing.msi`. `contents` names the files as the installer wants them, `source` writes what wixl
builds from, `added_rows` adds what wixl has no words for, `package` runs the tools.
"""

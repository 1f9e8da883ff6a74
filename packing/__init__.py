"""What build.spec and `make release` need beside PyInstaller. Nothing here goes into the exe."""

"""Write the generated documents anew; with --check only say which of them differ from the code."""

from __future__ import annotations

import sys

from tools.docs.pages import DOCS, pages


def main() -> int:
    """Return 0, or with --check 1 where a document on disk differs from what the code says."""
    only_check = "--check" in sys.argv[1:]
    differs = False
    for name, text in pages().items():
        path = DOCS / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        differs = True
        sys.stdout.write(f"{name}: {'differs' if only_check else 'written'}\n")
        if not only_check:
            path.write_text(text, encoding="utf-8")
    return int(only_check and differs)


if __name__ == "__main__":
    sys.exit(main())

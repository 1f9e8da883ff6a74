"""The command `meters-receiver`: python -m cloud."""

import sys

from cloud.commands.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

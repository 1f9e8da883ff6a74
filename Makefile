# Thin on purpose: .ci/setup makes the machine ready, pyproject.toml says how the code is checked.
python = .venv/bin/python

.PHONY: demo test bench screenshots score lock

# A small office of simulated printers: a real scan, a real delivery, the report.
demo:
	@.ci/setup run
	@$(python) -m agent demo --keep build/demo

test:
	@.ci/setup test
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy
	$(python) -m pytest

bench:
	@.ci/setup test
	@$(python) -m tests.bench

# The pictures of the README, from the program as it runs.
screenshots:
	@.ci/setup test
	@PYTHONPATH=tests $(python) -m tests.screenshots

# How recorded printers are read, beside what others say of them; the recordings are not part of this project.
score:
	@.ci/setup test
	@PYTHONPATH=tests $(python) -m tests.score

# Writes .ci/requirements.txt and .ci/browser.txt anew from pyproject.toml. Pins stay as they are unless upgrade=--upgrade.
lock:
	@.ci/setup run
	rm -rf .cache/lock
	$(python) -m venv .cache/lock
	.cache/lock/bin/python -m pip install --quiet uv
	.cache/lock/bin/uv pip compile $(upgrade) --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --system-certs --custom-compile-command "make lock" \
		pyproject.toml --group dev --output-file .ci/requirements.txt
	.cache/lock/bin/uv pip compile $(upgrade) --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --system-certs --custom-compile-command "make lock" --constraints .ci/requirements.txt \
		--group browser --output-file .ci/browser.txt
	rm -rf .cache/lock

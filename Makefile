# Thin on purpose: .ci/setup makes the machine ready, pyproject.toml says how the code is checked.
python = .venv/bin/python
python_exe = .cache/exe/bin/python

.PHONY: demo test bench screenshots score lock exe test-exe bench-exe release test-windows windows-screenshots

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

# The exe itself: built, copied alone into empty folders, and used there.
test-exe:
	@.ci/setup test
	@.ci/setup release
	$(python) -m pytest -m exe

# The Windows exe, built and used under wine; what is said stands in build/windows/test.log, too. Ends with an
# error where wine can't be had: then nothing was tested.
test-windows:
	@.ci/setup windows
	$(python) -m mypy --platform win32 agent
	@$(python) tests/windows

bench:
	@.ci/setup test
	@$(python) -m tests.bench

# One file, dist/meters, that needs no Python; `make exe onedir=1` makes a folder, dist/Meters Agent, instead.
exe:
	@.ci/setup exe
	@$(python_exe) -m packing.build $(if $(onedir),--onedir)

# All that a release consists of, into dist/; backend=signtool or osslsigncode signs it. Notes of what is not
# released yet: notes=Unreleased.
release:
	@.ci/setup release
	@$(python_exe) -m packing.release $(if $(backend),--backend $(backend)) $(if $(notes),--notes $(notes))

bench-exe:
	@.ci/setup test
	@.ci/setup exe
	@$(python_exe) -m packing.build --onedir
	@$(python_exe) -m packing.build
	@$(python) -m tests.bench_exe

# The pictures of the README, from the program as it runs.
screenshots:
	@.ci/setup test
	@PYTHONPATH=tests $(python) -m tests.screenshots

# The same of the Windows exe: make test-windows builds it.
windows-screenshots:
	@.ci/setup windows
	@$(python) tests/windows/pictures.py

# How recorded printers are read, beside what others say of them; the recordings are not part of this project.
score:
	@.ci/setup test
	@PYTHONPATH=tests $(python) -m tests.score

# Writes the locks in .ci anew from pyproject.toml. Pins stay as they are unless upgrade=--upgrade.
compile = .cache/lock/bin/uv pip compile $(upgrade) --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --system-certs --custom-compile-command "make lock"
lock:
	@.ci/setup run
	rm -rf .cache/lock
	$(python) -m venv .cache/lock
	.cache/lock/bin/python -m pip install --quiet uv
	$(compile) pyproject.toml --group dev --output-file .ci/requirements.txt
	$(compile) pyproject.toml --constraint .ci/requirements.txt --output-file .ci/runtime.txt
	$(compile) --group exe --constraint .ci/requirements.txt --output-file .ci/exe.txt
	$(compile) --group release --constraint .ci/requirements.txt --output-file .ci/release.txt
	rm -rf .cache/lock

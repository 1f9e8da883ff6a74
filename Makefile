# Thin on purpose: .ci/setup makes the machine ready, pyproject.toml says how the code is checked.
python = .venv/bin/python
python_exe = .cache/exe/bin/python

.PHONY: demo test fuzz bench bench-growth bench-peers screenshots score lock exe test-exe bench-exe release msi test-windows windows-screenshots \
	test-cloud cloud-demo portal portal-pictures bench-cloud cloud-package cloud-deploy cloud-check docs

# A small office of simulated printers: a real scan, a real delivery, the report.
demo:
	@.ci/setup run
	@$(python) -m agent demo --keep build/demo

test:
	@.ci/setup test
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy
	$(python) -m pytest -n 4 --dist loadfile

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

# Mutated answers into both SNMP bindings, 20,000 an engine.
fuzz:
	@.ci/setup test
	@$(python) -m tools.fuzz_answers

bench:
	@.ci/setup test
	@$(python) -m tools.bench

# How store, report, page and mail grow with printers and with years.
bench-growth:
	@.ci/setup test
	@$(python) -m tools.bench_growth

# Beside what an office could use instead, in network namespaces: as root. `only="routed"` measures those offices,
# `other=FOLDER` another checkout as well, `peers=no` no peer.
bench-peers:
	@.ci/setup test
	@.ci/setup peers
	@$(python) -m tools.bench_peers $(if $(other),--other $(other)) $(if $(filter no,$(peers)),--ours) $(if $(only),"$(only)")

# One file, dist/meters, that needs no Python; `make exe onedir=1` makes a folder, dist/Meters Agent, instead.
exe:
	@.ci/setup exe
	@$(python_exe) -m packing.build $(if $(onedir),--onedir)

# All that a release consists of, into dist/, unsigned: sign/README.md says how a release is signed, on Windows.
# Notes of what is not released yet: notes=Unreleased.
release:
	@.ci/setup release
	@$(python_exe) -m packing.release $(if $(notes),--notes $(notes))

# The installer package for Windows around the ZIP of the Windows build, unsigned: zip=FILE. On Linux alone.
msi:
	@.ci/setup release
	@$(python_exe) -m packing.msi $(zip)

bench-exe:
	@.ci/setup test
	@.ci/setup exe
	@$(python_exe) -m packing.build --onedir
	@$(python_exe) -m packing.build
	@$(python) -m tools.bench_exe

# The pictures of the README, from the program as it runs.
screenshots:
	@.ci/setup test
	@$(python) -m tools.screenshots

# The same of the Windows exe: make test-windows builds it.
windows-screenshots:
	@.ci/setup windows
	@$(python) tests/windows/pictures.py

# How recorded printers are read, beside what others say of them; the recordings are not part of this project.
score:
	@.ci/setup test
	@$(python) -m tools.score

# The documents as a web site, build/docs; what is made from the code is written anew before. A link to nothing
# is an error.
docs:
	@.ci/setup run
	@.ci/setup docs
	@$(python) -m tools.docs
	@.cache/docs/bin/python -m mkdocs build --strict --site-dir build/docs

# The receiving side, with its own packages and without AWS: moto stands in for it on loopback.
cloud_python = cloud/.venv/bin/python
cloud_layers = cloud/core cloud/edge cloud/jobs cloud/handlers cloud/portal cloud/commands cloud/local cloud/deploy cloud/__main__.py

test-cloud:
	@.ci/setup run
	@.ci/setup cloud
	$(cloud_python) -m mypy --config-file cloud/pyproject.toml $(cloud_layers) $(wildcard cloud/tests/*.py)
	$(cloud_python) -m pytest --config-file cloud/pyproject.toml --rootdir cloud -n auto --dist loadgroup cloud/tests

# Fifty made-up offices mail for thirty days; their dealer's digest.
cloud-demo:
	@.ci/setup cloud
	@$(cloud_python) -m cloud.local.receiver_demo build/cloud-demo

# The dealer's portal on loopback, with a made-up dealer of twelve offices and people to sign in as; port=8400.
portal:
	@.ci/setup cloud
	@$(cloud_python) -m cloud.local.portal_demo $(port)

portal-pictures:
	@.ci/setup cloud
	@PYTHONPATH=.:cloud/tests $(cloud_python) -m portal_pictures docs/dealer

bench-cloud:
	@.ci/setup cloud
	@PYTHONPATH=.:cloud/tests $(cloud_python) -m bench_ingest
	@PYTHONPATH=.:cloud/tests $(cloud_python) -m bench_growth
	@PYTHONPATH=.:cloud/tests $(cloud_python) -m bench_portal

# What Lambda runs: our code, and packages built for its processor.
package = build/receiver
# The border (docs/adr/0047): the packages of agent.core that the receiver uses, and what these use.
border = model report_format messages history reporting
cloud-package:
	@.ci/setup cloud
	rm -rf $(package)
	mkdir -p $(package)/agent/core $(package)/cloud
	$(cloud_python) -m pip install --quiet --require-hashes --no-deps --only-binary :all: --target $(package) \
		--platform manylinux_2_28_aarch64 --platform manylinux2014_aarch64 --python-version 3.13 \
		--requirement cloud/requirements.txt
	cp agent/__init__.py $(package)/agent
	cp -R agent/core/__init__.py $(border:%=agent/core/%) $(package)/agent/core
	cp -R cloud/__init__.py cloud/core cloud/edge cloud/jobs cloud/handlers cloud/portal $(package)/cloud
	find $(package) -name __pycache__ -prune -exec rm -rf {} +

# The stack on AWS: its parameters stand in one small file. DRY_RUN=1 only says what would be done.
stack = cloud/stack.toml
cloud-deploy: cloud-package
	@$(cloud_python) -m cloud.deploy.deploy $(stack)

# The running stack looked at, with a test mail through the whole way (NO_MAIL=1: without).
cloud-check:
	@.ci/setup cloud
	@$(cloud_python) -m cloud.deploy.stack_check $(stack)

# Writes the locks anew from the pyproject.toml of each side. Pins stay as they are unless upgrade=--upgrade.
compile = .cache/lock/bin/uv pip compile $(upgrade) --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --system-certs --custom-compile-command "make lock"
lock:
	@.ci/setup run
	rm -rf .cache/lock
	$(python) -m venv .cache/lock
	.cache/lock/bin/python -m pip install --quiet uv
	$(compile) pyproject.toml --group dev --output-file .ci/requirements.txt
	$(compile) --constraints .ci/requirements.txt --group browser --output-file .ci/browser.txt
	$(compile) cloud/pyproject.toml --group cloud/pyproject.toml:dev --output-file cloud/requirements-dev.txt
	$(compile) cloud/pyproject.toml --constraints cloud/requirements-dev.txt --output-file cloud/requirements.txt
	$(compile) pyproject.toml --constraint .ci/requirements.txt --output-file .ci/runtime.txt
	$(compile) --group exe --constraint .ci/requirements.txt --output-file .ci/exe.txt
	$(compile) --group release --constraint .ci/requirements.txt --output-file .ci/release.txt
	$(compile) --group docs --output-file .ci/docs.txt
	rm -rf .cache/lock

# Two commands matter: `make run` does the main job, `make test` passes the tests. Both set up what they need.

PYTHON := .venv/bin/python
SESSION := tools/desktop_session
CODE := $(wildcard ssp_desktop tests tools benchmarks)
.DEFAULT_GOAL := help
.PHONY: help setup run demo test check faults format bench screenshots recovery-pictures migration lock package-linux smoke-linux package-windows smoke-windows release-check clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

setup: ## install what is missing: system packages, .venv from the lock file
	@tools/setup

run: setup ## open the program; with no screen, run the demo
	@tools/run $(ARGS)

demo: setup ## an invented school through the real window, without a screen: demo-out/
	@$(SESSION) $(PYTHON) -m tools.demo demo-out $(ARGS)

test: setup check ## all checks, all tests on all cores, coverage floors
	@$(PYTHON) -m tools.test_run
	@$(PYTHON) tools/coverage_gate.py coverage.json
	@echo "make test: lint, types, import contracts, tests and coverage floors have all passed."

check: setup ## lint, format, types, import contracts
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy $(CODE)
	@.venv/bin/lint-imports

faults: setup ## break things for real: kill at every write, full disk, damage, tampering (over an hour on two cores)
	@$(PYTHON) -m tools.fault_run $(ARGS)

format: setup ## put the code into the house's form
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

bench: setup ## the figures that the README quotes
	@$(SESSION) $(PYTHON) -m benchmarks $(ARGS)

screenshots: setup ## a picture of every page, light and dark, small screen, large text: demo-out/
	@$(SESSION) $(PYTHON) -m tools.screenshots demo-out $(ARGS)

recovery-pictures: setup ## rehearse docs/it/recovery.md in the real window, and take its pictures again
	@$(SESSION) $(PYTHON) -m tools.recovery_pictures docs/pictures/recovery $(ARGS)

migration: setup ## a new migration from the models: make migration m="add the visit's purpose"
	@$(PYTHON) -m tools.migration "$(m)"

lock: setup ## write the lock files again from pyproject.toml
	@$(PYTHON) -m tools.lock

package-linux: setup ## the program as one folder that needs no Python, as .tar.gz and .deb: dist/
	@$(PYTHON) -m tools.sbom build/sbom.cdx.json
	@.venv/bin/pyinstaller --noconfirm --clean --log-level WARN build.spec
	@$(PYTHON) -m tools.package_linux

smoke-linux: ## a record's whole way through the Linux program, and its bad days; as root, the .deb as well
	@tools/setup smoke
	@A11Y=0 $(SESSION) $(PYTHON) -m tools.smoke_linux

package-windows: setup ## the Windows program and its installer, built under Wine: dist/*.msi
	@packaging/windows/setup
	@A11Y=0 $(SESSION) $(PYTHON) -m tools.package_windows

smoke-windows: ## the same under Wine: install, use, upgrade, uninstall
	@tools/setup smoke
	@A11Y=0 $(SESSION) $(PYTHON) -m tools.smoke_windows

release-check: setup ## known weaknesses of the locked packages, and the checksums of dist/
	@$(PYTHON) -m tools.release_check

clean: ## remove what the other targets made; .venv stays
	rm -rf build dist demo-out bench-out coverage.json .coverage.* *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# `make demo` and `make test` each do all their set-up: a .venv, the packages, then their job.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test sweep check lint types wheel lowest bench pictures docs sentences clean

demo: $(VENV)/ready
	rm -rf demo
	$(BIN)/netnotes demo demo --no-open
	@echo "Open demo/dashboard/index.html in your browser."

test: $(VENV)/ready-dev
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

# Every command that writes, killed or refused at each of its system calls; `test` takes a sample.
sweep: $(VENV)/ready-dev
	NETNOTES_REQUIRE_STRACE=1 $(BIN)/python -m pytest tests/test_sweeps.py tests/test_crash.py --all-sweeps --numprocesses auto --maxprocesses 4

check: test lint types wheel

lint: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/ready-dev
	$(BIN)/mypy

# The wheel in an environment of its own, run from an empty folder: the templates must be inside.
wheel: $(VENV)/ready-dev
	rm -rf build/wheel
	$(BIN)/python -m build --wheel --outdir build/wheel . >/dev/null
	$(PYTHON) -m venv build/wheel/venv
	build/wheel/venv/bin/pip install --quiet --disable-pip-version-check build/wheel/*.whl
	mkdir -p build/wheel/empty build/wheel/home
	cd build/wheel/empty && HOME=$(CURDIR)/build/wheel/home ../venv/bin/netnotes build && test -s dashboard/index.html -a -s dashboard/style.css
	cd build/wheel && HOME=$(CURDIR)/build/wheel/home venv/bin/netnotes demo example --no-open && test -s example/dashboard/people.html

# All tests with the oldest packages that pyproject.toml allows.
lowest: pyproject.toml
	rm -rf build/lowest
	$(PYTHON) -m venv build/lowest
	sed -nE '/^dependencies/,/^]/s/^  "([A-Za-z0-9_-]+)>=([0-9.]+)".*/\1==\2/p' pyproject.toml > build/lowest/versions.txt
	build/lowest/bin/pip install --quiet --disable-pip-version-check --constraint build/lowest/versions.txt --editable '.[test]'
	build/lowest/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

bench: $(VENV)/ready-dev
	$(BIN)/python -m benchmarks

# The tables in the documentation that come from the code.
docs: $(VENV)/ready-dev
	$(BIN)/python docs/tables.py

# Every sentence of the pages and commands, from the small vaults in tests/sentences, for reading.
sentences: $(VENV)/ready-dev
	@$(BIN)/python -m tests.sentences

# The pictures in the README, from the example vault; needs an installed Chromium.
pictures: $(VENV)/ready-dev
	$(BIN)/python docs/pictures.py

# A plain install for those who only want to use it.
$(VENV)/ready: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/ready-dev: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/ready

clean:
	rm -rf $(VENV) build dist demo

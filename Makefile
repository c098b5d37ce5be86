# The two commands of the README are `make run` and `make test`; each sets up what it needs first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test test-rooms test-house test-duckdb2 setup setup-dev accuracy lock site-assets

run: setup
	$(BIN)/equalwork demo

test: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(MAKE) --jobs 2 --output-sync=target test-rooms test-house

# Most of the whole run's tests wait (for servers, kills, delays), so the two halves go side by side on two cores.
test-rooms: setup-dev
	$(BIN)/python -m pytest tests/collect tests/read tests/transforms tests/warehouse
	$(MAKE) test-duckdb2

test-house: setup-dev
	$(BIN)/python -m pytest tests/browser tests/flows $(wildcard tests/test_*.py)

# The warehouse once more on DuckDB 2.0, laid over the locked one; kills, full disks and the site are not
# matters of its version.
DUCKDB2 := .duckdb2
test-duckdb2: setup-dev $(DUCKDB2)/.set-up
	PYTHONPATH=$(DUCKDB2) $(BIN)/python -m pytest -q -m "not slow" tests/warehouse --ignore tests/warehouse/site --ignore tests/warehouse/release/test_full_disk.py

setup: $(VENV)/.run-set-up
setup-dev: $(VENV)/.dev-set-up

# pip 23 cannot install a hash lock that names extras (sqlalchemy[asyncio]); uv can, and is faster.
$(VENV)/bin/uv:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "equalwork needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.run-set-up: $(VENV)/bin/uv requirements.lock pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $@

$(VENV)/.dev-set-up: $(VENV)/.run-set-up requirements-dev.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements-dev.lock
	touch $@

$(DUCKDB2)/.set-up: requirements-duckdb2.lock $(VENV)/bin/uv
	rm -rf $(DUCKDB2)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --target $(DUCKDB2) --no-deps --require-hashes -r requirements-duckdb2.lock
	touch $@

accuracy: setup-dev
	$(BIN)/equalwork accuracy ../shared/corpus/pages ../shared/corpus/modelled-texts

# Writes both locks anew (hashes, no addresses).
lock:
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra scale --extra pdf-tables --generate-hashes --no-header --no-annotate --python-version 3.11 --constraint constraints.txt --output-file requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --generate-hashes --no-header --no-annotate --python-version 3.11 --constraint requirements-dev.lock --output-file requirements.lock
	echo 'duckdb>=2.0,<2.1' | $(BIN)/uv pip compile - --generate-hashes --no-header --no-annotate --python-version 3.11 --output-file requirements-duckdb2.lock

# Builds the pieces that the site and its tests have from npm (needs Node) and packs them into the repository.
# The lock has no addresses: npm asks the registry that it is set to.
SITE_ASSETS := build/site-assets
site-assets:
	$(PYTHON) warehouse/site/sql_lab/questions.py docs/sql.md
	rm -rf $(SITE_ASSETS) && mkdir -p build && cp -R warehouse/site/assets $(SITE_ASSETS)
	cd $(SITE_ASSETS) && npm ci --ignore-scripts && npm run pack
	$(PYTHON) warehouse/site/sql_lab/packed.py $(SITE_ASSETS)/build
	xz --extreme -9 --stdout $(SITE_ASSETS)/build/axe.min.js > tests/browser/axe.min.js.xz

# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3.11
UV_VERSION := 0.13.9
BIN := .venv/bin
READY := .venv/.ready
# Each process that the tests start would compile the whole program again.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help demo test thorough check dev bench pictures gallery browser lock clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(READY): pyproject.toml uv.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/uv sync --frozen --inexact --compile-bytecode
	@touch $(READY)

dev: $(READY) ## Make the virtual environment with everything in it

demo: $(READY) ## Try Evenhand in a browser, no token needed
	$(BIN)/evenhand demo

TESTS := $(BIN)/pytest -q --dist loadfile --no-loadscope-reorder

test: check browser ## All checks, and every story on one of the two databases
	$(TESTS) -n 3 -m "not browser and not thorough" --by-turns --durations=25
	$(TESTS) -n 2 -m "browser and not thorough" tests/browser

thorough: check browser ## All checks, and all tests on both databases
	$(TESTS) -n 3 -m "not browser" --durations=25
	$(TESTS) -n 2 -m browser tests/browser

check: $(READY) ## Lint, types, import contracts, dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tests.dependencies

bench: $(READY) ## Benchmarks, as ratios in one run
	$(BIN)/python -m tests.benchmarks

pictures: $(READY) browser ## Shoot the README's pictures anew
	$(BIN)/python -m tests.pictures

gallery: $(READY) browser ## Draw all the bot shows, in both languages, to be looked at
	$(BIN)/python -m tests.gallery

browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
	  sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends chromium; }

lock: $(READY) ## Renew uv.lock
	$(BIN)/uv lock --upgrade

clean: ## Remove the environment and caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist

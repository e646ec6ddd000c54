# Skew Lab. `make demo` shows the whole course at work; `make test` proves it.
# The first of the supported Pythons that this machine has.
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3.10 python3,$(shell command -v $(name))))
VENV := .venv
BIN := $(VENV)/bin
LESSONS := $(wildcard autograder/lessons/*/spec.py)

.DEFAULT_GOAL := help
.PHONY: help demo test test-fast test-browser lab desk build check verify bench accuracy lint lock clean

help:  ## Say what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# pip compiles bytecode while it installs: TensorFlow then starts in seconds, not in half a minute.
$(BIN)/autograder: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --compile --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/pytest: requirements-dev.txt $(BIN)/autograder
	$(BIN)/python -m pip install --quiet --compile --require-hashes -r requirements-dev.txt
	@touch $@

demo: $(BIN)/autograder  ## Build the course, grade a sample class, write feedback and a report
	$(BIN)/autograder demo

test: $(BIN)/pytest  ## Every test but those that need a browser
	$(BIN)/python -m pytest -m "not browser"

test-fast: $(BIN)/pytest  ## The tests that need no TensorFlow: seconds
	$(BIN)/python -m pytest -m "not slow and not browser"

test-browser: $(BIN)/pytest  ## JupyterLab and formgrader in a real headless Chromium
	$(BIN)/python -m pytest -m browser

lab: $(BIN)/autograder  ## For students: open a folder of lessons and exercises in JupyterLab, at its start page
	$(BIN)/autograder student
	$(BIN)/jupyter lab --ServerApp.root_dir=$(CURDIR)/work/student work/student/START.ipynb

desk: $(BIN)/autograder  ## For instructors: open the whole course in JupyterLab, with formgrader
	$(BIN)/jupyter lab

build: $(BIN)/autograder  ## Rebuild notebooks, exercises and public cases from the lessons' sources
	$(BIN)/autograder build

check: $(BIN)/autograder  ## Refuse generated files that differ from their sources
	$(BIN)/autograder build --check

verify: $(BIN)/autograder  ## Prove every lesson's contract and write docs/truth-table.md; generated files must be up to date; SEEDS=3 tries fewer draws
	$(BIN)/autograder verify --check $(if $(SEEDS),--seeds $(SEEDS))

bench: $(BIN)/pytest  ## Compare the grader with stock nbgrader (a quarter of an hour); writes docs/bench.*
	$(BIN)/python -m tools.bench

accuracy: $(BIN)/autograder  ## Grade submissions that were written without knowing the catalogue; writes docs/accuracy.md
	$(BIN)/python -m tools.accuracy

lint: $(BIN)/pytest  ## Style, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lock: export UV_CUSTOM_COMPILE_COMMAND = make lock
lock:  ## Lock what pyproject.toml declares (needs uv): versions that still fit stay; with hashes, no address
	uv pip compile pyproject.toml --group build --universal --python-version 3.10 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --quiet -o requirements.txt
	uv pip compile --group dev --universal --python-version 3.10 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --quiet -c requirements.txt -o requirements-dev.txt

clean:  ## Remove caches and bundles; points, submissions and the secret stay
	rm -rf dist work/demo .skewlab/keys .skewlab/records .pytest_cache .mypy_cache .ruff_cache

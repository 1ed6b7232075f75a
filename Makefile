# Two commands: make run, make test. Everything lands in .venv and in MANGNON_DATA (default .data).
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
MANGNON_DATA ?= .data
MANGNON_DEMO ?= 1
MANGNON_PROVINCE ?= 48
# Four for two cores: two wait for a browser, or for servers that start and are killed, while two work.
WORKERS ?= 4
export PORT MANGNON_DATA MANGNON_DEMO MANGNON_PROVINCE

# Quick, so at each start: after a pull an old translation would speak.
WORDS := .venv/bin/python tools/messages.py compile

.PHONY: run test bench check setup setup-test setup-bench clean

run: .setup/run
	@$(WORDS)
	@exec .venv/bin/mangnon serve --port $(PORT)

# The tests start hundreds of processes: each would compile the whole house again where bytecode isn't kept.
test: .setup/test
	@tools/programs.sh
	@$(WORDS)
	@MANGNON_DATA= PYTHONDONTWRITEBYTECODE= .venv/bin/python -m pytest -n $(WORKERS)

bench: .setup/bench
	@$(WORDS)
	@MANGNON_DATA= .venv/bin/python -m bench

check: .setup/test
	@tools/check.sh

setup: .setup/run
setup-test: .setup/test
setup-bench: .setup/bench

.setup/run: requirements.txt pyproject.toml
	@tools/setup.sh run requirements.txt $(PYTHON)

.setup/test: requirements-dev.txt pyproject.toml
	@tools/setup.sh test requirements-dev.txt $(PYTHON)

.setup/bench: requirements-bench.txt pyproject.toml
	@tools/setup.sh bench requirements-bench.txt $(PYTHON)

clean:
	rm -rf .venv .setup

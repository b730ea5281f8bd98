# Two commands on a fresh machine with Python 3.11:
#
#   make demo   Meldpost at work on real mail servers in one process
#   make test   everything that is checked, on real servers
#
# make fuzz: half a minute of mutated mails, then half a minute led by the code they reach (SECONDS in all).
# make bench: what reading and judging mails and pictures costs, beside other parsers of the same.
# make torture: 300 kills over 2,000 mails on bad lines, then the count (half an hour; KILLS, MAILS, SEED, DATABASE).
# Smaller ones: format, lint, types, contracts; lock renews requirements.lock.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := test
.PHONY: demo test torture fuzz bench format lint types contracts lock

BIN := .venv/bin
INSTALLED := .venv/.installed
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Threads of arithmetic that wait for each other spin: two test processes on two cores want one each.
export OPENBLAS_NUM_THREADS := 1

demo: $(INSTALLED)
	@$(BIN)/meldpost demo

test: $(INSTALLED)
	@.ci/install_servers
	@$(BIN)/ruff format --check --quiet --output-format=concise . || { echo "Not in our format: run make format."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

KILLS := 300
MAILS := 2000
SEED := 1
DATABASE := sqlite

torture: $(INSTALLED)
	@.ci/install_servers
	@PYTHONPATH=.:tests $(BIN)/python tests/torture/drive.py --kills $(KILLS) --mails $(MAILS) --seed $(SEED) \
		--database $(DATABASE)

SECONDS := 60

fuzz: $(INSTALLED)
	@MELDPOST_FUZZ=$$(($(SECONDS) / 2)) $(BIN)/pytest tests/bot/reading/test_fuzz_reading.py
	@PYTHONPATH=.:tests $(BIN)/python tests/fuzz/read_mail_fuzz.py -max_total_time=$$(($(SECONDS) / 2))

bench: $(INSTALLED)
	@PYTHONPATH=.:tests $(BIN)/python tests/bench/reading_bench.py
	@PYTHONPATH=.:tests $(BIN)/python tests/bench/pictures_bench.py
	@PYTHONPATH=.:tests $(BIN)/python tests/bench/judgement_bench.py

format: $(INSTALLED)
	@$(BIN)/ruff format .

lint: $(INSTALLED)
	@$(BIN)/ruff check .

types: $(INSTALLED)
	@$(BIN)/mypy

contracts: $(INSTALLED)
	@$(BIN)/lint-imports

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv."; exit 1; }
	@uv pip compile --quiet --upgrade --generate-hashes --python-version 3.11 --extra dev --extra encoder --no-header \
		--output-file requirements.lock pyproject.toml

# The stamp is younger than the lock and the project file: a second run has nothing to do here.
$(INSTALLED): requirements.lock pyproject.toml
	@.ci/install_python
	@touch $@

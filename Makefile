# make run     set up .venv and start the app        (WORKSPACE of one's own: see README)
# make test    set up .venv and run every test
# make check   ruff, mypy, and known vulnerabilities of the dependencies
# make bench   print every measurement
# make soak    the long tests, about three quarters of an hour
# make hosting-check   install requirements.txt alone, start the app, go through it within 1 GB of memory
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: run test check bench soak hosting-check sample clean

run: $(VENV)/.app
	$(BIN)/python -m streamlit run streamlit_app.py $(if $(WORKSPACE),-- --workspace "$(WORKSPACE)")

test: $(VENV)/.test
	$(BIN)/python -m tests.chromium --install
	$(BIN)/python -m pytest

check: $(VENV)/.check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tests.audit

bench: $(VENV)/.test
	$(BIN)/python -m tests.bench

soak: $(VENV)/.test
	$(BIN)/python -m tests.soak

hosting-check: $(VENV)/.test
	$(BIN)/python -m tests.hosting

# Analyse the sample reports again, after a change to how reports are read.
sample: $(VENV)/.app
	$(BIN)/python data/samples/build.py

clean:
	rm -rf $(VENV)

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Dateline needs Python 3.11 or newer. Name one: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV) \
	  || { echo "No virtual environment could be made. On Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet 'pip>=25.1'
	touch $@

$(VENV)/.app: requirements.txt $(VENV)/.made
	$(BIN)/python -m pip install --quiet -r requirements.txt
	touch $@

$(VENV)/.test: pyproject.toml $(VENV)/.app
	$(BIN)/python -m pip install --quiet --group test
	touch $@

$(VENV)/.check: pyproject.toml $(VENV)/.app
	$(BIN)/python -m pip install --quiet --group test --group check
	touch $@

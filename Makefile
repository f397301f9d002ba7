# The two commands are `make run` and `make test`; the rest is for those who change the code.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
WORKERS ?= 2
export FLASK_APP := wsgi
# Threads of BLAS and OpenMP fight the web workers for the same two cores.
export OMP_NUM_THREADS ?= 1
export OMP_WAIT_POLICY ?= passive
export MALLOC_ARENA_MAX ?= 2

.PHONY: run test check lint bootstrap browser freeze screenshots docs clean

run: $(VENV)/.installed
	@$(BIN)/flask db upgrade
	@$(BIN)/flask demo --if-empty
	@echo; echo "打开 http://127.0.0.1:$(PORT)/  （Ctrl-C 停止）"; echo
	@exec $(BIN)/gunicorn wsgi:app --bind 127.0.0.1:$(PORT) --workers $(WORKERS) --threads 4 \
		--worker-class gthread --timeout 60 --graceful-timeout 5 --log-level warning

test: $(VENV)/.installed-dev browser
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

check: lint test

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bootstrap: $(VENV)/.installed

$(VENV)/.installed: requirements.txt
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# The browser tests drive the system's Chromium; install it where it is missing and we may.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
		{ apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null; }

freeze:
	@$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host requirements.in
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host requirements-dev.in
	@sed -i 's/^torch==\(.*\)+cpu/torch==\1/' requirements.txt requirements-dev.txt  # the build's label is not on every index

screenshots: $(VENV)/.installed-dev browser
	$(BIN)/python docs/screenshots.py

docs: $(VENV)/.installed
	$(BIN)/flask docs

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache

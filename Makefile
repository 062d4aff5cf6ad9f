# Two commands: `make run` sets everything up and serves the furnished site; `make test` sets up and tests.
SHELL := /bin/sh
PYTHON ?= python3
UV := uv==0.13.9
BIN := .venv/bin
DEMO ?= 1
PO := archive/locale/fr/LC_MESSAGES/django

export PYTHON

.PHONY: run serve install test test-postgresql quick check lock messages pictures system system-test python node clean

run: system .venv/.stamp node_modules/.stamp
	@exec $(BIN)/python manage.py run $(if $(filter 0,$(DEMO)),--no-demo,)

# Production settings on this machine alone; the first account: manage.py createsuperuser (see docs/how-to/deploy/).
serve: export DJANGO_SETTINGS_MODULE = archive.settings.production
serve: export ARCHIVE_HTTPS = 0
serve: export ARCHIVE_HOSTS = localhost,127.0.0.1
serve: system .venv/.stamp node_modules/.stamp
	@exec $(BIN)/python manage.py run --no-demo

install: system .venv/.stamp node_modules/.stamp

test: system-test .venv/.stamp node_modules/.stamp $(PO).mo check
	$(BIN)/python -m pytest -n auto --dist loadfile

# The same tests, browsers apart, on a private server that lives only as long as they run; or those that ONLY names.
test-postgresql: ONLY ?= not browser
test-postgresql: system-test .venv/.stamp node_modules/.stamp $(PO).mo
	build/postgresql.sh $(BIN)/python -m pytest -n auto --dist loadfile -m "$(ONLY)"

quick: .venv/.stamp node_modules/.stamp $(PO).mo
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not slow and not browser" -x

check: .venv/.stamp node_modules/.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=archive.settings.test $(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python build/messages.py --check

# The guides' pictures, taken anew by the tests that walk the guides.
pictures: system-test .venv/.stamp node_modules/.stamp $(PO).mo
	TAKE_PICTURES=1 $(BIN)/python -m pytest -n 0 tests/browser/test_guides.py

messages: .venv/.stamp
	$(BIN)/python build/messages.py

$(PO).mo: $(PO).po .venv/.stamp
	@$(BIN)/python build/messages.py --compile

system:
	@build/system.sh run

system-test:
	@build/system.sh test

# Stamps hold the hash of their lock: a checkout that only touches files installs nothing.
.venv/.stamp: requirements.txt | system
	@sha256sum requirements.txt | cmp -s - $@ || $(MAKE) --no-print-directory python
	@touch $@

node_modules/.stamp: package-lock.json .npmrc .venv/.stamp
	@sha256sum package-lock.json .npmrc | cmp -s - $@ || $(MAKE) --no-print-directory node
	@touch $@

python:
	@echo "Python packages (about half a minute the first time)…"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(UV)
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.txt
	@sha256sum requirements.txt > .venv/.stamp

node:
	@echo "Fonts…"
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent
	@sha256sum package-lock.json .npmrc > node_modules/.stamp

lock: .venv/.stamp
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --only-binary :all: --no-binary pyvips --quiet -o requirements.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" npm install --package-lock-only --silent

clean:
	rm -rf .venv node_modules .cache static_collected

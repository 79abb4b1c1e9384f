# Everything starts here. `make help` lists what there is; .ci/run calls the same targets.
# File names are relative, so that the folder may stand anywhere, also under a name with a space.

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
PYTEST := $(PYTHON) -m pytest
# The tests of `make test-postgres` make and drop a database of their own on this server.
POSTGRES_URL ?= postgres://postgres@127.0.0.1:5432/leerkring

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help env run build demo shell test test-fast test-postgres browser html-checker lint format messages screenshots bench-site bench-registers bench-intake bench-routing bench-lighthouse bench-desk clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' Makefile

env: ## make or refresh .venv from uv.lock
	@.make/env

run: env ## start the site and its worker (mail, planned pages); PORT and DATABASE_URL from the environment
	@exec $(MANAGE) start

build: env ## make the web fonts and compile the translations, when their sources are newer
	@$(MANAGE) build

demo: build ## migrate and load the demo content; safe to repeat
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo

shell: env ## a Python shell on the site's data
	@$(MANAGE) shell

test: build browser html-checker ## every test, browser tests included (ARGS="-k name" for some)
	@$(PYTEST) -n 2 $(ARGS)

test-fast: build ## the unit and request tests only
	@$(PYTEST) -n 2 -m "not browser and not concurrency and not slow" $(ARGS)

test-postgres: build browser html-checker ## every test on PostgreSQL, at POSTGRES_URL
	@DATABASE_URL="$(POSTGRES_URL)" $(PYTEST) -n 2 $(ARGS)

browser: env
	@PYTHONPATH=site $(PYTHON) -m operations.browser

html-checker: env
	@PYTHONPATH=site $(PYTHON) -m operations.html_checker

lint: build ## code style, templates, migrations and translations
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check
	@$(PYTHON) -m djlint --lint --quiet templates
	@DATABASE_URL=sqlite://:memory: $(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) check_translations

format: env ## put the code in its standard form
	@$(PYTHON) -m ruff check --fix-only
	@$(PYTHON) -m ruff format

messages: env ## bring the Dutch catalogue in step with the sources
	@$(MANAGE) check_translations --write

screenshots: build browser ## pictures of pages and screens in screenshots/, and those of the guide in docs/images/
	@$(MANAGE) screenshots

bench-site: build ## how fast pages are, as ratios, and the memory of a worker; needs wrk
	@PYTHONPATH=.:site $(PYTHON) -m bench.site

bench-registers: build ## how long importing and searching the registers takes, on both databases
	@POSTGRES_URL="$(POSTGRES_URL)" PYTHONPATH=.:site $(PYTHON) -m bench.registers

bench-intake: build ## requests taken in, beside Wagtail's own form page, on SQLite and at POSTGRES_URL
	@POSTGRES_URL="$(POSTGRES_URL)" PYTHONPATH=.:site $(PYTHON) -m bench.intake

bench-routing: build ## seconds to try rules on 1,000 requests with 50 advisers and 50 rules; fails above two
	@PYTHONPATH=.:site $(PYTHON) -m bench.routing

bench-lighthouse: build ## Lighthouse's scores for five pages on a slow phone; needs node and npm
	@PYTHONPATH=site $(PYTHON) bench/lighthouse.py

.PHONY: bench-desk
bench-desk: build ## the desk with 1,000 and 100,000 leads, on SQLite and at POSTGRES_URL (POSTGRES_URL= for SQLite alone)
	@PYTHONPATH=.:site POSTGRES_URL="$(POSTGRES_URL)" $(PYTHON) -m bench.desk

clean: ## remove what was made; var/ with your data stays
	rm -rf .venv .tools .pytest_cache .ruff_cache .hypothesis screenshots site/static/fonts var/static
	find home offerings intake site tests -name __pycache__ -type d -prune -exec rm -rf {} +
	find site/locale -name '*.mo' -delete

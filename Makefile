# On a fresh machine every target makes the environment (.venv) by itself; so does ./truce.
PY := .venv/bin/python

.PHONY: help demo test check bench cases docs screens lock clean tools

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

demo: ## the main job on bundled data, from the report to the daily brief
	./truce demo

test: tools ## all tests
	$(PY) -m pytest -n auto --dist loadfile

check: tools ## every gate: layout, types, directions of imports, documentation, tests
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) -m pytest -n auto --dist loadfile

docs: tools ## write what the documentation repeats from the code (help texts, errors)
	$(PY) -m tools.docs
	$(PY) -m tools.pictures
	$(PY) -m tests.docs.console

screens: tools ## pictures of all pages, in English and Arabic, on a desk and a telephone, into the folder screens
	$(PY) -m tests.web.screens screens

cases: tools ## write the findings that the code gives now into tests/cases, for the diff to be read
	$(PY) -m tools.cases

bench: tools ## how fast things are on this machine; docs/measured.md has the figures of ours
	@for each in benchmarks/[a-z]*.py; do echo; echo "== $$each"; $(PY) -m $$(echo $${each%.py} | tr / .) || exit; done

lock: tools ## both requirement locks anew from pyproject.toml (needs the network)
	$(COMPILE) -o requirements.lock
	$(COMPILE) --all-extras -c requirements.lock -o requirements-dev.lock

clean: ## remove what tools have left behind (.venv stays)
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist demo-out screens
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

tools:
	@./truce --setup dev

COMPILE = $(PY) -m uv pip compile pyproject.toml --group build --upgrade --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

# Every target makes its own environment on first use; ./truce does the same for the command alone.
PY := .venv/bin/python

.PHONY: demo test check bench cases docs lock clean

demo: ## the whole story, from the report to the daily brief
	./truce demo

test: .venv-dev ## all tests
	$(PY) -m pytest

check: .venv-dev ## everything that must be green before a change lands
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m pytest

.PHONY: .venv-dev
.venv-dev:
	@./truce --setup dev

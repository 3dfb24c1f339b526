# detente: make demo, make test, make check, make bench. Each makes the environment it needs.
# `make train GOLD=...` trains the model again (torch; an hour on two cores). `make docs` writes again what the docs print of the program, `make lock` requirements.lock (needs uv),
# `make clean` takes the environment away.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check bench train docs lock clean wheel

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; ok = (3, 11) <= sys.version_info[:2] <= (3, 13); sys.exit(0 if ok else "detente needs Python 3.11, 3.12 or 3.13; this is %d.%d. Name one: make PYTHON=python3.12 ..." % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $(READY)

demo: $(READY)
	$(BIN)/python examples/demo.py

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python benchmarks/bench.py

# Train the model anew: make train GOLD=../shared/news/gold-train.jsonl ARTICLES=../shared/articles/gold.jsonl
TRAINING := .venv-train
train: requirements.lock training/requirements.txt
	@test -n "$(GOLD)" || { echo "make train GOLD=labelled.jsonl [ARTICLES=articles.jsonl] [EXTRA=more.jsonl] [WORK=folder]"; exit 2; }
	test -d $(TRAINING) || $(PYTHON) -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	$(TRAINING)/bin/python -m training.coder.run $(GOLD) $(if $(ARTICLES),--articles $(ARTICLES)) $(if $(EXTRA),--extra $(EXTRA)) $(if $(WORK),--work $(WORK))

docs: $(READY)
	$(BIN)/python docs/write_reference.py
	$(BIN)/python docs/write_tables.py
	$(BIN)/python docs/write_knowledge.py
	$(BIN)/python docs/write_tour.py
	$(BIN)/python docs/make_picture.py

lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --quiet -o requirements.lock
	@printf '%s\n' '# Locked versions of everything detente needs, for Python 3.11 to 3.13, with hashes (the language model included).' \
	  '# Made with: make lock' | cat - requirements.lock > requirements.new && mv requirements.new requirements.lock

wheel: $(READY)
	$(BIN)/python -m pip wheel --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) $(TRAINING) out dist build .mypy_cache .ruff_cache .pytest_cache

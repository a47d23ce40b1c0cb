# What one can do here. Each target sets up what it needs in .venv; nothing is installed elsewhere.
PYTHON ?= python3
BIN = .venv/bin
# uv verifies certificates with the machine's own store; harmless where that is already so.
export UV_SYSTEM_CERTS = 1
# Where Python is told to keep no bytecode, each start compiles all again, and each worker of the tests.
export PYTHONDONTWRITEBYTECODE =

.PHONY: quality timings demo run test test-long lint types flows coverage bench pictures lock clean

demo: .venv/ready ## The bot in a browser, no token needed: http://127.0.0.1:8080/
	$(BIN)/riposte demo

run: .venv/ready ## The bot on Telegram; RIPOSTE_TELEGRAM_TOKEN must be set
	$(BIN)/riposte run

test: .venv/ready ## Every test, under five minutes
	$(BIN)/pytest -q -n 4 --dist loadfile

test-long: .venv/ready ## The long runs: kills, mutants, malformed updates
	$(BIN)/pytest -q -m long

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready
	$(BIN)/mypy bot

flows: .venv/ready ## What an author's change must pass
	$(BIN)/riposte flows check
	$(BIN)/riposte flows walk
	$(BIN)/riposte flows test

coverage: .venv/ready ## The rooms that must be tested whole: every branch of flow and engine
	$(BIN)/coverage run -m pytest -q tests/flow tests/engine tests/lint tests/test_waves.py \
	  tests/test_content.py
	$(BIN)/coverage report --include='bot/flow/*,bot/engine/*' --fail-under=100

bench: .venv/ready ## Figures as ratios of one run
	$(BIN)/riposte bench

pictures: .venv/ready ## Take the README's picture of the demo again; needs Chromium
	$(BIN)/python -m tests.docs.pictures

quality: .venv/ready ## How good the message check is, beside baselines; RIPOSTE_CORPUS names the corpus
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip --upgrade
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --require-hashes -r tests/bench/requirements.txt
	$(BIN)/python -m tests.bench.check_quality

timings: .venv/ready ## How long the message check takes at worst, pattern by pattern
	$(BIN)/python -m tests.bench.timings

lock: ## Pin every dependency by hash; the file names no address
	uv pip compile pyproject.toml --group dev --extra pictures --universal --generate-hashes \
	  --no-annotate --no-header --quiet -o requirements.lock
	uv pip compile tests/bench/requirements.in -c requirements.lock --universal --python-version 3.11 \
	  --generate-hashes --no-annotate --no-header --quiet -o tests/bench/requirements.txt

.venv/ready: requirements.lock pyproject.toml
	./.ci/setup $(PYTHON)
	@touch $@

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The two commands of a fresh machine:  make demo   make test
# The rest are shortcuts; `make help` lists them.
SHELL := bash -o pipefail
JOBS ?= $(shell nproc)
PYTHON := .venv/bin/python
BUILD := build/release

DEMO_DATA ?= data/demo.csv
DEMO_HORIZON ?= 12
DEMO_MODELS ?= auto,auto_ets,auto_ces,dotm,theta,seasonal_naive
DEMO_OUT := build/demo

.DEFAULT_GOAL := help
.PHONY: help demo test test-cluster test-sktime wheel build configure setup-build setup-test setup-check format lint check clean

help: ## what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

demo: build ## build the command and forecast the bundled data
	@mkdir -p $(DEMO_OUT)
	@$(BUILD)/foretell forecast $(DEMO_DATA) --horizon $(DEMO_HORIZON) --models $(DEMO_MODELS) \
	  --windows 3 \
	  -o $(DEMO_OUT)/forecasts.csv --report $(DEMO_OUT)/report.html
	@echo "report: $(CURDIR)/$(DEMO_OUT)/report.html"

test: setup-test ## build everything and run every test
	@tools/run_tests --jobs $(JOBS)

test-cluster: setup-test ## Spark, Ray and Dask on local clusters; installs them and Java (500 MB)
	@tools/setup cluster
	@cmake --build --preset release -j $(JOBS) --target _core -- --quiet
	@$(PYTHON) -m pytest -q tests/distributed

test-sktime: setup-test ## the package behind sktime's interface, by sktime's own checks; installs it (150 MB)
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -r tests/sktime/requirements.txt
	@cmake --build --preset release -j $(JOBS) --target _core -- --quiet
	@$(PYTHON) -m pytest -q tests/sktime

wheel: setup-build ## the Python package with the command in it: build/wheels/foretell-*.whl
	@$(PYTHON) -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir build/wheels .

build: configure ## the command alone: build/release/foretell
	@cmake --build --preset release -j $(JOBS) --target foretell -- --quiet | \
	  { grep -v 'no work to do' || true; }

configure: setup-build
	@[[ -f $(BUILD)/build.ninja ]] || cmake --preset release --log-level=NOTICE

setup-build setup-test setup-check: setup-%:
	@tools/setup $*

format: setup-check ## format every C++ file
	@tools/cpp_files | xargs clang-format-14 -i

lint: setup-check configure ## clang-tidy on the files that changed since they were last clean
	@tools/lint

check: ## everything that has to hold before a change goes in
	@.ci/run

clean: ## remove what was built; what was installed stays
	@rm -rf build .cache

# The two commands: `make site` builds the site, `make test` checks everything. `make` alone lists the rest.
# PYTHON names the Python to use; ARGS is handed on, for example: make test ARGS="-k lock"

PYTHON ?= python3
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help site serve check ready withdraw release protect test bench lock clean

# They would point the environments that are made here to other places.
unexport PYTHONHOME PYTHONPATH PIP_USER

# A preview of what is committed carries the time of its commit, so that a commit always gives the same bytes; checks of
# contacts grow older from that day. What is being edited is of today. A release finds the time of its commit itself.
site serve: export SOURCE_DATE_EPOCH ?= $(shell changes=$$(git status --porcelain 2>/dev/null) && [ -z "$$changes" ] && git log -1 --no-show-signature --format=%ct 2>/dev/null || date +%s)
# Without these, a folder with Cyrillic letters in its name is not found where the locale is not UTF-8.
export PYTHONUTF8 := 1
ifneq (,$(filter C POSIX,$(LC_ALL)))
export LC_ALL := C.UTF-8
endif

script = requirements/environment.sh
there = [ -f $(script) ] || { echo '$(script) is missing: bring it back with git checkout -- requirements' >&2; exit 1; }
environment = @$(there); PYTHON='$(PYTHON)' sh $(script)

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1 /p' Makefile | while read -r name text; do printf 'make %-8s %s\n' "$$name" "$$text"; done

site: ## build the site into the folder site
	$(environment) site .venv
	@.venv/bin/transparency build $(ARGS)

serve: ## show the site in the browser while you edit
	$(environment) site .venv
	@.venv/bin/transparency serve $(ARGS)

check: ## name every problem of the content and the cases
	$(environment) site .venv
	@.venv/bin/transparency check $(ARGS)

ready: ## say what stops a release, and what somebody has to decide first
	$(environment) site .venv
	@.venv/bin/transparency ready $(ARGS)

withdraw: ## take a case out, because a person takes consent back; ARGS=ID
	$(environment) site .venv
	@.venv/bin/transparency withdraw $(ARGS)

# What every pipeline does with a commit; no other place says so. ENVIRONMENT names a folder with an environment whose
# packages are installed already, for a machine without network. What holds is asked of today first, not of the day of
# the commit, which may have waited or be wrong. PUBLISHED names the commit that readers see now: what only withdraws a
# case since is not held up.
release: program = '$(or $(ENVIRONMENT),.venv)/bin/python' -m build_tools
release: ## check everything, then build the site as it is published: without examples
	@[ -n '$(ENVIRONMENT)' ] || { $(there); PYTHON='$(PYTHON)' sh $(script) site .venv; }
	@$(program) release $(if $(PUBLISHED),--published '$(PUBLISHED)')

# A process that has nothing left takes tests from another; how many there are, tests/conftest.py says. ARGS='-n 0' runs
# all in one, as a debugger needs.
on_all_cores = --numprocesses=auto --maxprocesses=4 --dist=worksteal
no_chromium = Not all was tested: the tests of pages in a browser need Chromium; install the packages chromium and \
	fonts-noto-core, or set CHROME_PATH to a Chrome or Chromium

# Each says by itself what it lacks, when it is needed; nothing waits for a download while types are checked.
fetch_programs = { sh requirements/local_server.sh nginx; sh requirements/local_server.sh sshd; sh requirements/chromium.sh; }

# What pytest makes of each assertion is kept where nobody forbids it: made once here, while types are checked, and not by
# each of the processes that share the tests.
compiled = env -u PYTHONDONTWRITEBYTECODE .venv/bin/python -m pytest --collect-only --quiet >/dev/null 2>&1

# Hundreds of tests start the program, so it is compiled once even where Python is told to keep nothing.
test: ## run the tests of the program and the site; installs Chromium with apt-get if there is none
	@$(there); $(fetch_programs) >/dev/null 2>&1 & \
		PYTHON='$(PYTHON)' sh $(script) test .venv && { $(compiled) & } && \
		.venv/bin/ruff check --quiet --output-format concise && .venv/bin/mypy; failed=$$?; wait; exit $$failed
	@left_out=; failed=0; chromium=$$(sh requirements/chromium.sh) || left_out=--ignore=tests/browser; \
	env -u PYTHONDONTWRITEBYTECODE CHROME_PATH="$$chromium" \
		.venv/bin/python -m pytest $(on_all_cores) $$left_out $(ARGS) || failed=$$?; \
	[ -z "$$left_out" ] || { echo '$(no_chromium)' >&2; failed=1; }; \
	exit $$failed

protect: ## have git look for personal data before each commit and push; ARGS=history looks through all there is
	$(environment) site .venv
	@.venv/bin/transparency protect $(or $(ARGS),install)

bench: ## measure time, memory and size against plain MkDocs and Hugo
	$(environment) bench .venv
	@.venv/bin/python -m benchmarks $(ARGS)

lock: ## renew requirements/*.txt after a change in pyproject.toml; ARGS=--upgrade takes newer releases
	$(environment) lock .venv-lock
	@sh requirements/lock.sh $(ARGS)

clean: ## remove what was made here: environments, site, caches
	@{ rm -rf .venv* .nginx .sshd .chromium site .site-* .pytest_cache .mypy_cache .ruff_cache .hypothesis && \
	find . -name __pycache__ -type d -prune -exec rm -rf {} +; } 2>/dev/null || \
	{ echo "Some of it belongs to another user: sudo make clean" >&2; exit 1; }

# Every recipe is one line that calls a tool. `make` alone lists them.
.PHONY: help setup setup-dev demo run test check fix bench screenshots messages reset \
	db-start db-stop db-dump db-restore db-upgrade references referees

tequio = .venv/bin/python -m tequio.command_line
FILE ?= var/tequio.dump

help: ## list what make can do
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

setup: ## make .venv with the project's commands
	@sh tools/environment.sh core

setup-dev: ## the same with what tests and checks need
	@sh tools/environment.sh dev

demo: setup ## run the site with a made-up community (PORT=8000)
	@$(tequio) demo

run: setup ## run the site without the demo
	@$(tequio) run

test: setup-dev ## check, then run every test (ONLY="tests/domain" for some)
	@sh tools/test.sh $(ONLY)

check: setup-dev ## format, lint, floors, types, messages, the repository itself
	@sh tools/check.sh

fix: setup-dev ## format, and mend what a tool can mend
	@.venv/bin/python -m ruff check --fix-only --quiet . ; .venv/bin/python -m ruff format --quiet .

bench: setup-dev ## run the benchmarks
	@sh tools/bench.sh

screenshots: setup-dev ## picture every step of the journey into screenshots/
	@.venv/bin/python tools/screenshots.py

messages: setup ## bring the Spanish texts up to the source
	@$(tequio) messages

reset: setup ## remove the database and everything else the site wrote (YES=1: without asking)
	@$(tequio) reset $(if $(YES),--yes)

db-start: setup ## start the database alone
	@$(tequio) db start

db-stop: setup ## stop it
	@$(tequio) db stop

db-dump: setup ## copy it to FILE=var/tequio.dump
	@$(tequio) db dump "$(FILE)"

db-restore: setup ## bring it back from FILE
	@$(tequio) db restore "$(FILE)"

db-upgrade: setup ## move the data to a newer PostgreSQL
	@$(tequio) db upgrade

references: ## compute the stored numbers of R anew (needs R)
	@sh tools/references.sh

referees: setup ## compare our numbers with those of another program
	@sh tools/referees.sh

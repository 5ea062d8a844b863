# The commands of everyday work. Each sets up what it needs; ./sharewell does the setting up.
.PHONY: help run test test-unit test-integration test-e2e test-frontends check format lock screenshots clean

DEMO ?= 1
desk = "$${SHAREWELL_HOME:-.sharewell}/venv/desk/bin/python"

help:
	@echo "make run               set up, start everything with the demo company, print address and sign-in link"
	@echo "make run DEMO=0        the same, with an empty desk"
	@echo "make test              every test that this machine can run; also test-unit, -integration, -e2e, -frontends"
	@echo "make check             format, lint, types and import rules; nothing is changed"
	@echo "make format            put the code into its format"
	@echo "make lock              write requirements/*.txt anew from requirements/*.in"
	@echo "make screenshots       pictures of every screen into docs/handbook/images"
	@echo "make clean             remove what set-up made; the data of the desk stays"

run:
	@DEMO=$(DEMO) ./sharewell up

test:
	@./sharewell setup
	@$(desk) -m provision.tests

test-unit:
	@./sharewell setup
	@$(desk) -m provision.tests unit assistant

test-integration:
	@./sharewell setup
	@$(desk) -m provision.tests integration

test-e2e:
	@./sharewell setup
	@$(desk) -m provision.tests e2e

test-frontends:
	@./sharewell setup --for desk
	@$(desk) -m provision.tests console widget

check:
	@./sharewell setup --for desk
	@$(desk) -m provision.checks

format:
	@./sharewell setup --for desk
	@$(desk) -m ruff format .
	@$(desk) -m ruff check --fix --exit-zero .

lock:
	@./sharewell setup --for desk
	@$(desk) -m provision.locking

screenshots:
	@./sharewell setup
	@$(desk) -m tests.e2e.screenshots

clean:
	@home="$${SHAREWELL_HOME:-.sharewell}"; \
	rm -rf "$$home/venv" "$$home/stamps" "$$home/node" "$$home/encoder" "$$home/models" "$$home/logs" "$$home/cache" \
	    console/node_modules console/dist widget/node_modules widget/dist

# SPDX-License-Identifier: Apache-2.0
MVN ?= mvn --batch-mode --no-transfer-progress
# More for Maven, such as MAVEN_FLAGS='-pl worker -am'.
MAVEN_FLAGS ?=

.DEFAULT_GOAL := help
.PHONY: help test unit it it-openstack it-hubs it-incident it-oidc decisions java-25 fuzz long tools doctor lab faults bench docs format coverage clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

test: tools ## every test and every gate: unit, workflow and integration tests, format, analysis
	$(MVN) $(MAVEN_FLAGS) verify

unit: ## the quick ones: no binary is started
	$(MVN) $(MAVEN_FLAGS) test

it: tools ## the integration tests alone: real Temporal, real Kubernetes control planes
	$(MVN) $(MAVEN_FLAGS) verify -Dunit.skip

it-openstack: tools ## the cloud's contract and a recovery in a real Keystone, Magnum and Cluster API; installs them first, once
	$(MVN) $(MAVEN_FLAGS) -pl lab -am verify -Popenstack

it-hubs: tools ## the hubs' contract with a real JupyterHub behind a real ingress, and a whole recovery; as root, installs them first, once
	lab/install-extras --hubs
	$(MVN) $(MAVEN_FLAGS) -pl lab -am verify -Phubs

it-incident: tools ## a whole recovery in a real OpenStack with real hubs; as root, installs both first, once
	lab/install-extras --openstack
	lab/install-extras --hubs
	$(MVN) $(MAVEN_FLAGS) -pl lab -am verify -Pincident

it-oidc: tools ## approvals by a login at a real Keycloak, in a real browser and by the device flow; fetches Keycloak first, once
	$(MVN) $(MAVEN_FLAGS) -pl lab -am verify -Poidc

decisions: ## how well the decisions are tested: branches, and mutants by PIT
	$(MVN) $(MAVEN_FLAGS) -pl workflows verify -Pdecisions

java-25: ## the quick tests on Java 25
	.ci/java-25

fuzz: ## look for inputs that the readers of foreign data do not take, for ten minutes
	$(MVN) $(MAVEN_FLAGS) -pl activities,worker -am test -Pfuzz

long: decisions java-25 faults bench fuzz it-oidc it-hubs it-incident ## what is too long for every change, and is run before a release
	./rekindle lab faults --openstack real

tools: ## fetch or build the tools that are not Java, once
	./rekindle tools

doctor: ## what a run needs, and how it stands
	./rekindle doctor

lab: ## the incident, in the lab
	./rekindle lab run incident

faults: ## a thousand runs with trouble on the way to the cloud
	./rekindle lab faults

bench: ## what a recovery costs
	./rekindle bench recovery

docs: ## write the pages that are made from data
	$(MVN) -pl lab -am test -Dtest='CompatibilityTableTest,RecordingsContractTest#thePage*,GameDaysTest#thePage*,PackagesTest#thePage*,PagesTest' \
		-Drekindle.docs=write -Dsurefire.failIfNoSpecifiedTests=false

format: ## bring the code into its form
	$(MVN) spotless:apply

coverage: unit ## where the unit tests have been: */target/site/jacoco/index.html
	$(MVN) jacoco:report

clean: ## remove what was built here; fetched tools stay in the cache
	$(MVN) --quiet clean
	rm -rf .rekindle/app

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.Mutations;
import org.rekindle.lab.scenario.Scenario.ExpectedDecision;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.Remedy;

/** Holds a run against what its scenario expects, and against what must hold in every run. */
final class Judge {

    /** The most events that the history of a recovery may have, however long it waited; where more than one cluster is made, more. */
    static final int MOST_EVENTS = 300;

    private final Scenario scenario;
    private final List<String> violations = new ArrayList<>();

    Judge(Scenario scenario) {
        this.scenario = scenario;
    }

    /** All that does not hold, in sentences. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    /** The run ended as expected, and for the expected reasons. */
    void run(RecoveryView view) {
        if (scenario.expect().outcome() != null
                && view.outcome() != scenario.expect().outcome()) {
            violations.add("The outcome is " + view.outcome() + ", expected was "
                    + scenario.expect().outcome() + ".");
        }
        List<String> chosen = remedies(view);
        List<String> wanted =
                scenario.expect().remedies().stream().map(Remedy::name).toList();
        if (!wanted.isEmpty() && !wanted.equals(chosen)) {
            violations.add("The remedies are " + chosen + ", expected were " + wanted + ".");
        }
        for (ExpectedDecision expected : scenario.expect().decisions()) {
            if (view.decisions().stream().noneMatch(decision -> fits(decision, expected))) {
                violations.add("No decision of step \"" + expected.step() + "\" has choice \"" + expected.choice()
                        + "\"" + (expected.why() == null ? "" : " and reason \"" + expected.why() + "\"") + ".");
            }
        }
    }

    /** The remedies that a run chose, one for each plan. */
    static List<String> remedies(RecoveryView view) {
        return view.decisions().stream()
                .filter(decision -> decision.step().equals("remedy"))
                .map(Decision::choice)
                .toList();
    }

    /** What the run was meant to leave for people is in the report. */
    void report(String text) {
        scenario.expect().evidence().stream()
                .filter(words -> !text.contains(words))
                .forEach(words -> violations.add("The report does not say \"" + words + "\"."));
    }

    /** Nobody started a second run beside the first. */
    void runs(long count) {
        Integer wanted = scenario.expect().runs();
        if (wanted != null && wanted != count) {
            violations.add("The cluster has had " + count + " runs, expected was " + wanted + ".");
        }
    }

    /** The cloud was asked for what was expected, nothing twice, and nothing was destroyed without leave. */
    void cloud(Mutations mutations, int clustersLeft, Leaves leaves) {
        int expectedLeft = Objects.requireNonNullElse(scenario.expect().clustersLeft(), 1);
        if (clustersLeft != expectedLeft) {
            violations.add("The cloud has " + clustersLeft + " clusters left, expected was " + expectedLeft + ".");
        }
        scenario.expect().mutations().forEach((kind, count) -> {
            if (mutations.carriedOut(kind) != count) {
                violations.add("The cloud carried out " + mutations.carriedOut(kind) + " of " + kind + ", expected was "
                        + count + ".");
            }
        });
        Set<String> done = new HashSet<>();
        Map<String, String> markOf = new HashMap<>();
        for (Mutation mutation : mutations.all()) {
            if (mutation.refused()) {
                continue;
            }
            String cluster = String.valueOf(mutation.clusterUuid());
            switch (mutation.kind()) {
                case CREATE -> created(cluster, mutation.runMark(), leaves, done, markOf);
                case UPGRADE ->
                    // A ladder has several, each to another template.
                    once(
                            "UPGRADE of " + cluster
                                    + (mutation.upgradeTo() == null ? "" : " to " + mutation.upgradeTo()),
                            done);
                case DELETE -> {
                    once("DELETE of " + cluster, done);
                    deleted(cluster, mutation.at(), markOf.get(cluster), leaves);
                }
                case NODE_GROUP_CHANGE -> {
                    if (mutation.newNodeGroup() != null) {
                        once("The creation of node group " + mutation.newNodeGroup() + " in " + cluster, done);
                    }
                }
                case RESIZE,
                        UPDATE,
                        CREDENTIAL_ROTATION,
                        CERTIFICATE_SIGN,
                        CERTIFICATE_AUTHORITY_ROTATION,
                        TEMPLATE_CHANGE,
                        VOLUME_CHANGE,
                        LEFT_OVER_DELETE -> {}
            }
        }
    }

    private void created(
            String cluster, @Nullable String mark, Leaves leaves, Set<String> done, Map<String, String> markOf) {
        if (mark == null || !leaves.isMark(mark)) {
            violations.add("Cluster " + cluster + " was created "
                    + (mark == null ? "without a mark" : "with the mark " + mark + ", which is of none of the runs")
                    + ".");
            return;
        }
        markOf.put(cluster, mark);
        once("The CREATE marked " + mark, done);
    }

    /** What a run made itself goes under its own leave; everything else must be named by the plan that leave was given for. */
    private void deleted(String cluster, Instant at, @Nullable String mark, Leaves leaves) {
        if (!leaves.named(cluster, at) && (mark == null || !leaves.ofRun(mark, at))) {
            violations.add("Cluster " + cluster + " was deleted at " + at
                    + " without an approval, given before, of a plan that names it.");
        }
    }

    private void once(String what, Set<String> done) {
        if (!done.add(what)) {
            violations.add(what + " was carried out twice.");
        }
    }

    /** Waiting costs no history. */
    void history(long events) {
        int most = Objects.requireNonNullElse(scenario.expect().mostEvents(), MOST_EVENTS);
        if (events > most) {
            violations.add("The history has " + events + " events; at most " + most + " are allowed.");
        }
    }

    /** No secret is anywhere it must not be. */
    void secrets(List<String> leaks) {
        violations.addAll(leaks);
    }

    /** Something else that does not hold. */
    void add(String violation) {
        violations.add(violation);
    }

    private static boolean fits(Decision decision, ExpectedDecision expected) {
        return decision.step().equals(expected.step())
                && decision.choice().contains(expected.choice())
                && (expected.why() == null || decision.why().contains(expected.why()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.Mutations;
import org.rekindle.lab.scenario.Scenario.ExpectedDecision;
import org.rekindle.workflows.model.Approval;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.RecoveryView;

/** Holds a run against what its scenario expects, and against what must hold in every run. */
final class Judge {

    /** The most events that the history of a whole recovery may have, however long it waited. */
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
        if (view.outcome() != scenario.expect().outcome()) {
            violations.add("The outcome is " + view.outcome() + ", expected was "
                    + scenario.expect().outcome() + ".");
        }
        for (ExpectedDecision expected : scenario.expect().decisions()) {
            if (view.decisions().stream().noneMatch(decision -> fits(decision, expected))) {
                violations.add("No decision of step \"" + expected.step() + "\" has choice \"" + expected.choice()
                        + "\"" + (expected.why() == null ? "" : " and reason \"" + expected.why() + "\"") + ".");
            }
        }
    }

    /** The cloud was asked for what was expected, nothing twice, and nothing was destroyed without leave. */
    void cloud(Mutations mutations, int clustersLeft, RecoveryView view) {
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
        for (Mutation mutation : mutations.all()) {
            if (mutation.refused()) {
                continue;
            }
            switch (mutation.kind()) {
                case UPGRADE, DELETE -> {
                    if (!done.add(mutation.kind() + " " + mutation.clusterUuid())) {
                        violations.add(mutation.kind() + " of " + mutation.clusterUuid() + " was carried out twice.");
                    }
                }
                case CREATE,
                        RESIZE,
                        UPDATE,
                        CREDENTIAL_ROTATION,
                        CERTIFICATE_SIGN,
                        CERTIFICATE_AUTHORITY_ROTATION,
                        NODE_GROUP_CHANGE,
                        TEMPLATE_CHANGE,
                        VOLUME_CHANGE -> {}
            }
            if (mutation.kind() == Mutation.Kind.DELETE && !hasLeave(mutation.at(), view.approval())) {
                violations.add("Cluster " + mutation.clusterUuid() + " was deleted without an approval.");
            }
        }
    }

    /** Waiting costs no history. */
    void history(long events) {
        if (events > MOST_EVENTS) {
            violations.add("The history has " + events + " events; at most " + MOST_EVENTS + " are allowed.");
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

    private static boolean hasLeave(Instant deletedAt, @Nullable Approval approval) {
        // The workflow's clock may be a moment behind the cloud's.
        return approval != null && deletedAt.plus(Duration.ofSeconds(1)).isAfter(approval.givenAt());
    }

    private static boolean fits(Decision decision, ExpectedDecision expected) {
        return decision.step().equals(expected.step())
                && decision.choice().contains(expected.choice())
                && (expected.why() == null || decision.why().contains(expected.why()));
    }
}

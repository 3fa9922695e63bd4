// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.IDENTITY;
import static org.rekindle.workflows.fakes.Sightings.NOW;
import static org.rekindle.workflows.fakes.Sightings.seen;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.fakes.SeenCluster;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

final class TicketTextTest {

    @Test
    void saysWhichClusterWhatWasSeenAndWhatIsAskedFor() {
        String text = ticket(Cause.NONE, "helm upgrade failed", null);

        assertThat(text.lines().findFirst())
                .contains("Subject: Magnum cluster binder-pythia-cluster (" + IDENTITY.uuid() + ")");
        assertThat(text)
                .contains(
                        "Cluster API name " + IDENTITY.stackId() + ", created " + IDENTITY.createdAt()
                                + ", is in UPDATE_FAILED.",
                        "Magnum's reason: helm upgrade failed",
                        "Something is wrong.",
                        "- A fact.\n- Another.",
                        "Could you please look at the conditions of the Cluster API objects of " + IDENTITY.stackId());
    }

    @Test
    void saysSinceWhenAndThatNoReasonIsGiven() {
        assertThat(ticket(Cause.NONE, null, NOW.minus(Duration.ofHours(4))))
                .contains("is in UPDATE_FAILED since 2026-03-04T11:19:00Z (4 h).", "Magnum gives no reason.");
    }

    @Test
    void asksForTheAuthoritiesWhereTheyAreTheTrouble() {
        assertThat(ticket(Cause.WRONG_AUTHORITY, null, null))
                .contains("put the references of the certificate authorities", IDENTITY.stackId() + "-ca")
                .doesNotContain("helm history");
    }

    private static String ticket(Cause cause, @Nullable String reason, java.time.@Nullable Instant updatedAt) {
        CloudCluster cloud = new SeenCluster("UPDATE_FAILED")
                .because(reason)
                .updatedAt(updatedAt)
                .seen();
        return TicketText.of(
                cloud,
                seen(Duration.ofDays(5)),
                new Diagnosis(
                        Condition.BROKEN_OTHERWISE,
                        5L,
                        Reason.of(ReasonCode.SOMETHING_IS_WRONG),
                        List.of("A fact.", "Another."),
                        cause,
                        Certainty.LIKELY,
                        List.of()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.policy.PreApproval;

/** When the fleet file approves by itself. */
final class ByPolicyTest {

    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void withoutAWordOfItPeopleApprove() {
        assertThat(objection(false, null)).contains("does not approve by itself");
    }

    @Test
    void withoutWindowsItApprovesAtAnyTime() {
        assertThat(objection(true, null)).isNull();
    }

    @Test
    void outsideItsWindowsPeopleApprove() {
        assertThat(objection(true, window(-1, 1))).isNull();
        assertThat(objection(true, window(1, 2))).contains("none is open");
        assertThat(objection(true, new PreApproval(List.of(), 1)))
                .as("no windows are all the time")
                .isNull();
    }

    private static @Nullable String objection(boolean preApproved, @Nullable PreApproval within) {
        return ByPolicy.objection(
                new ApprovalPolicy(preApproved, List.of(), Duration.ofHours(4), 1, false, within), NOW);
    }

    private static PreApproval window(int from, int to) {
        return new PreApproval(List.of(Samples.window(CLOCK, Duration.ofHours(from), Duration.ofHours(to))), 1);
    }
}

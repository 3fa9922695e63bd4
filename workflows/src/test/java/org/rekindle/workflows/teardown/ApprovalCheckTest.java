// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.policy.ApprovalPolicy;

final class ApprovalCheckTest {

    private static final Instant UNTIL = Instant.parse("2026-03-05T15:19:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jürgen Groß",
                " jürgen groß\t",
                "JÜRGEN GROSS",
                "Ju\u0308rgen Groß",
                "Jürgen\u00a0Groß\u00a0",
                "\u2007Jürgen\u202fGroß",
                "Jür\u200bgen Groß",
                "Jürgen\ufeff Gr\u200do\u2060ß",
                "Jürgen Gro\u00adß\u200e",
                "Ｊürgen Ｇroß",
                "Jürgen Groß\ufe0f\u3164"
            })
    void isOnePersonHoweverTheNameIsWritten(String name) {
        assertThat(ApprovalCheck.isSame(name, "Jürgen Groß")).isTrue();
        assertThat(ApprovalCheck.isSame("Jürgen Groß", name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice b", "al ice", "alicе", "alice2", ""})
    void isSomebodyElse(String name) {
        assertThat(ApprovalCheck.isSame(name, "alice")).isFalse();
        assertThat(ApprovalCheck.isSame(name, null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy", "Policy ", "\u00a0POLICY", "pol\u200bicy", "ｐｏｌｉｃｙ"})
    void knowsTheFleetFilesOwnNameHoweverItIsWritten(String name) {
        assertThat(ApprovalCheck.isPolicy(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "hash,  bob,       alice, '',        PT-1S, none",
                "hash,  bob,       none,  '',        PT-1S, none",
                "hash,  bob,       alice, bob carol, PT-1S, none",
                "hash,  ' bob ',   alice, bob carol, PT-1S, none",
                "hash,  '',        alice, '',        PT-1S, Say who you are",
                "hash,  '  ',      alice, '',        PT-1S, Say who you are",
                "other, bob,       alice, '',        PT-1S, This approves another plan",
                "none,  bob,       alice, '',        PT-1S, This approves another plan",
                "hash,  bob,       alice, '',        PT0S,  The plan is too old",
                "hash,  bob,       alice, '',        PT1H,  The plan is too old",
                "hash,  alice,     alice, '',        PT-1S, another person must approve",
                "hash,  Alice,     alice, '',        PT-1S, another person must approve",
                "hash,  alice,     ' ALICE', '',     PT-1S, another person must approve",
                "hash,  alice,     alice, alice bob, PT-1S, another person must approve",
                "hash,  policy,    alice, '',        PT-1S, is how the fleet file itself approves",
                "hash,  Policy,    none,  '',        PT-1S, is how the fleet file itself approves",
                "hash,  mallory,   alice, bob carol, PT-1S, 'mallory may not approve this; bob, carol may.'",
            })
    void saysWhyNotOrNothing(
            @Nullable String plan,
            String by,
            @Nullable String requestedBy,
            String approvers,
            Duration late,
            @Nullable String why) {
        List<String> allowed = approvers.isEmpty() ? List.of() : Arrays.asList(approvers.split(" "));
        String objection = ApprovalCheck.objection(
                new Approve(hash(plan), by),
                Samples.planHash("hash"),
                requestedBy,
                new ApprovalPolicy(false, allowed, Duration.ofHours(4), 1, false, null),
                UNTIL,
                UNTIL.plus(late));

        if (why == null) {
            assertThat(objection).isNull();
        } else {
            assertThat(objection).contains(why);
        }
    }

    private static @Nullable PlanHash hash(@Nullable String plan) {
        if (plan == null) {
            return null;
        }
        return Samples.planHash(plan);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.plan.SealedSweep;
import org.rekindle.workflows.model.plan.SweepItem;
import org.rekindle.workflows.model.plan.SweepList;

final class SweepGuardTest {

    private static final Instant NOW = Instant.parse("2026-03-04T15:00:00Z");
    private static final ClusterIdentity GONE =
            new ClusterIdentity(Samples.clusterUuid("gone"), "binder", "binder-wamdawzkgagx", NOW);
    private static final SweepItem BALANCER =
            new SweepItem(ResourceType.LOAD_BALANCER, "lb-1", "kube_service_x", true, true, "known by its name");
    private static final SweepItem ADDRESS =
            new SweepItem(ResourceType.FLOATING_IP, "f-1", "203.0.113.7", true, true, "known by its description");
    private static final SweepItem MINE = new SweepItem(
            ResourceType.FLOATING_IP, "f-2", "203.0.113.8", false, false, "it does not carry the cluster's own mark");

    private final SealedSweep sealed = SweepGuard.seal(list(BALANCER, ADDRESS, MINE));

    @Test
    void theSameWorldIsSwept() {
        assertThat(refusals(list(BALANCER, ADDRESS, MINE), false)).isEmpty();
        assertThat(refusals(list(MINE, ADDRESS, BALANCER), false))
                .as("in whatever order it is told")
                .isEmpty();
        assertThat(sealed.list().swept()).containsExactlyInAnyOrder(BALANCER, ADDRESS);
    }

    @Test
    void anythingNewStopsIt() {
        SweepItem late = new SweepItem(
                ResourceType.PORT, "p-1", "late", false, false, "it does not carry the cluster's own mark");

        assertThat(refusals(list(BALANCER, ADDRESS, MINE, late), true))
                .containsExactly(
                        "New since the list was made: port late (p-1), stays: it does not carry the cluster's own mark");
    }

    @Test
    void anythingThatChangedStopsIt() {
        SweepItem bound =
                new SweepItem(ResourceType.FLOATING_IP, "f-1", "203.0.113.7", true, false, "it is bound to port p-9");

        assertThat(refusals(list(BALANCER, bound, MINE), true))
                .singleElement()
                .asString()
                .startsWith("Changed since the list was made: floating ip 203.0.113.7 (f-1), stays: it is bound");
    }

    @Test
    void whatIsGoneStopsOnlyASweepThatHasNotBegun() {
        assertThat(refusals(list(ADDRESS, MINE), false))
                .singleElement()
                .asString()
                .startsWith("Gone since the list was made: load balancer kube_service_x (lb-1)");
        assertThat(refusals(list(ADDRESS, MINE), true)).isEmpty();
    }

    @Test
    void aServiceThatSaysMoreOrLessStopsIt() {
        SweepList blind = new SweepList(
                "pythia",
                GONE,
                false,
                List.of(BALANCER, ADDRESS, MINE),
                List.of("Octavia, for a load balancer: 403"),
                NOW);

        assertThat(refusals(blind, true))
                .containsExactly("Could be looked at when the list was made: Octavia, for a load balancer: 403");
        assertThat(SweepGuard.refusals(SweepGuard.seal(blind), sealed.list(), List.of(), true, NOW))
                .containsExactly("Could not be looked at when the list was made: Octavia, for a load balancer: 403");
    }

    @Test
    void itCountsForAnHour() {
        Instant last = NOW.plus(SweepGuard.VALID_FOR);
        assertThat(SweepGuard.refusals(sealed, sealed.list(), List.of(), false, last.minusMillis(1)))
                .isEmpty();
        assertThat(SweepGuard.refusals(sealed, sealed.list(), List.of(), true, last))
                .singleElement()
                .asString()
                .contains("is valid for");
        assertThat(SweepGuard.refusals(sealed, sealed.list(), List.of(), false, NOW.minus(Duration.ofMinutes(1))))
                .as("made in the future")
                .hasSize(1);
    }

    @Test
    void aClusterThatIsThereStopsIt() {
        assertThat(SweepGuard.refusals(sealed, sealed.list(), List.of("It is there."), true, NOW))
                .containsExactly("It is there.");
    }

    @Test
    void aListThatWasChangedOrIsAboutSomethingElseStopsIt() {
        List<SweepItem> more = new ArrayList<>(sealed.list().items());
        Collections.replaceAll(
                more, MINE, new SweepItem(MINE.type(), MINE.id(), MINE.name(), true, true, "known by its description"));
        SweepList forged = new SweepList("pythia", GONE, false, more, List.of(), NOW);
        assertThat(SweepGuard.refusals(new SealedSweep(forged, sealed.sha256()), forged, List.of(), false, NOW))
                .containsExactly("The list was changed after it was sealed.");

        ClusterIdentity other = new ClusterIdentity(Samples.clusterUuid("gone"), "binder", "binder-aaaaaaaaaaaa", NOW);
        SweepList about = new SweepList("pythia", other, false, sealed.list().items(), List.of(), NOW);
        assertThat(refusals(about, true)).singleElement().asString().contains("something else");
    }

    @Test
    void withoutAStackIdNothingIsKnown() {
        SweepList nameless = new SweepList(
                "pythia",
                new ClusterIdentity(Samples.clusterUuid("gone"), "binder", "", NOW),
                false,
                List.of(),
                List.of(),
                NOW);
        assertThat(SweepGuard.refusals(SweepGuard.seal(nameless), nameless, List.of(), false, NOW))
                .containsExactly("Without a stack id nothing can be known as the cluster's own.");
    }

    private List<String> refusals(SweepList now, boolean begun) {
        return SweepGuard.refusals(sealed, now.madeAt(NOW.plusSeconds(60)), List.of(), begun, NOW.plusSeconds(60));
    }

    private static SweepList list(SweepItem... items) {
        return new SweepList("pythia", GONE, false, List.of(items), List.of(), NOW);
    }
}

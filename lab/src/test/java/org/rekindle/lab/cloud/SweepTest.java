// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.openstack.client.CloudSessions;
import org.rekindle.activities.openstack.cloudsfile.CloudsFile;
import org.rekindle.activities.openstack.orphans.OrphanSweep;
import org.rekindle.activities.openstack.orphans.OrphanSweep.Outcome;
import org.rekindle.activities.openstack.orphans.OrphanSweep.Result;
import org.rekindle.lab.cloud.CloudFault.Effect;
import org.rekindle.lab.cloud.CloudFaults.Moment;
import org.rekindle.lab.cloud.Mutation.Kind;
import org.rekindle.lab.cloud.services.Stray;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.plan.SealedSweep;
import org.rekindle.workflows.model.plan.SweepItem;
import org.rekindle.workflows.model.plan.SweepList;
import org.rekindle.workflows.teardown.SweepGuard;

/** What is swept of a cluster that is gone, and what never is. */
class SweepTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private Ruins ruins;
    private Ruins.Left old;
    private Ruins.Left alive;

    @BeforeEach
    void start() throws Exception {
        ruins = Ruins.make(world -> world.user(new CloudFixture.User(
                "sweeper",
                null,
                "p",
                null,
                "member",
                List.of(
                        new CloudFixture.ApplicationCredential("c-1", "sweeping", "s", true),
                        new CloudFixture.ApplicationCredential("c-2", "magnum-" + Ruins.GONE, "s", true)))));
        old = ruins.leave(ruins.gone, "203.0.113.7");
        alive = ruins.leave(ruins.twin, "203.0.113.9");
    }

    @AfterEach
    void stop() {
        ruins.close();
    }

    @Test
    void whatCarriesTheMarkGoesInAnOrderThatOpenStackAccepts() throws IOException {
        List<Result> results = sweep().carryOut(sealed(false), false, () -> {});

        assertThat(results).extracting(Result::outcome).containsOnly(Outcome.DELETED);
        assertThat(results)
                .extracting(Result::type)
                .containsExactly(
                        ResourceType.LOAD_BALANCER,
                        ResourceType.FLOATING_IP,
                        ResourceType.PORT,
                        ResourceType.ROUTER,
                        ResourceType.NETWORK,
                        ResourceType.SECURITY_GROUP,
                        ResourceType.SECURITY_GROUP);
        assertThat(results).allSatisfy(result -> assertThat(result.sentence()).contains("request req-"));
        assertThat(deletes()).isEqualTo(8);
        assertThat(ruins.debris.strays())
                .doesNotContain(old.network(), old.router(), old.leg(), old.port(), old.group(), old.serviceGroup())
                .contains(old.snapshot());
        assertThat(sweep().look(ruins.gone, false, Instant.now()).swept()).isEmpty();
    }

    @Test
    void aTwinOfTheSameNameIsNeverTouched() throws IOException {
        sweep().carryOut(sealed(true), false, () -> {});

        assertThat(ruins.debris.strays()).containsExactlyInAnyOrderElementsOf(alive.strays());
        assertThat(ruins.debris.floatingIps()).containsExactly("203.0.113.9");
        assertThat(ruins.small.cloud.loadBalancers())
                .containsExactly("kube_service_" + ruins.twin.stackId() + "_binder_proxy-public");
        assertThat(ruins.small.cloud.volumes()).hasSize(1);
    }

    @Test
    void aClusterThatMagnumHasIsNotSwept() throws IOException {
        SweepList list = sweep().look(ruins.twin, true, Instant.now());
        assertThat(list.swept()).as("all of it carries the mark").isNotEmpty();

        assertThat(sweep().alive(ruins.twin))
                .singleElement()
                .asString()
                .contains(ruins.twin.uuid().value(), "CREATE_COMPLETE");
        assertRefused(SweepGuard.seal(list), false, "Magnum still has the cluster");
        // The stack alone is enough: somebody may have typed another UUID.
        ClusterIdentity mistaken =
                new ClusterIdentity(ruins.gone.uuid(), "pythia", ruins.twin.stackId(), ruins.gone.createdAt());
        assertRefused(
                SweepGuard.seal(sweep().look(mistaken, true, Instant.now())),
                false,
                ruins.twin.uuid().value());
    }

    @Test
    void whatIsNotMarkedStays() throws IOException {
        String stack = ruins.gone.stackId();
        String mine = ruins.debris.leaveFloatingIp("203.0.113.20", "was of " + stack + ", kept for later", null);
        String network = ruins.debris.leave(Stray.Kind.NETWORK, Map.of("name", "copy of " + stack));
        String foreign = ruins.debris.leave(
                Stray.Kind.PORT,
                Map.of("name", "somebody's", "network_id", old.network(), "device_owner", "", "device_id", ""));
        String byName = ruins.debris.leaveVolume("pvc-of-some-pythia", Map.of(Ruins.CSI, "pythia"), false);

        SealedSweep sealed = sealed(true);
        assertThat(sealed.list().items())
                .filteredOn(item -> List.of(mine, network, foreign, byName).contains(item.id()))
                .hasSize(4)
                .allSatisfy(item -> {
                    assertThat(item.swept()).isFalse();
                    assertThat(item.marked()).isFalse();
                    assertThat(item.why()).contains("does not carry");
                });

        List<Result> results = sweep().carryOut(sealed, false, () -> {});

        assertThat(ruins.debris.strays()).contains(network, foreign);
        assertThat(ruins.debris.floatingIps()).contains("203.0.113.20");
        assertThat(ruins.small.cloud.volumes()).contains("pvc-of-some-pythia");
        assertThat(results)
                .filteredOn(result -> !result.isGood())
                .as("somebody's port holds the network")
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.id()).isEqualTo(old.network());
                    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
                    assertThat(result.sentence()).contains("in use", "HTTP 409, request req-");
                });
    }

    @Test
    void dataGoesOnlyWhenAskedForAndFree() throws IOException {
        String stack = ruins.gone.stackId();
        String kept = ruins.debris.leaveVolume(
                "pvc-kept", Map.of(Ruins.CSI, stack, "janitor.capi.azimuth-cloud.com/keep", "true"), false);
        String used = ruins.debris.leaveVolume("pvc-used", Map.of(Ruins.CSI, stack), true);

        assertThat(swept(sealed(false))).doesNotContain(old.volume(), old.snapshot(), kept, used);
        SealedSweep sealed = sealed(true);
        assertThat(swept(sealed)).contains(old.volume(), old.snapshot()).doesNotContain(kept, used);

        List<Result> results = sweep().carryOut(sealed, false, () -> {});

        assertThat(results).extracting(Result::type).endsWith(ResourceType.SNAPSHOT, ResourceType.VOLUME);
        assertThat(results).allMatch(Result::isGood);
        assertThat(ruins.small.cloud.volumes()).contains("pvc-kept", "pvc-used");
    }

    @Test
    void aListThatIsNoLongerTrueDeletesNothing() throws IOException {
        SealedSweep sealed = sealed(false);
        ruins.debris.leaveLoadBalancer("kube_service_" + ruins.gone.stackId() + "_binder_late");
        assertRefused(sealed, false, "New since the list was made: load balancer kube_service_");
        assertRefused(sealed, true, "New since the list was made: load balancer kube_service_");

        SealedSweep second = sealed(false);
        ruins.debris.bind(old.addressId(), ruins.debris.portOf(alive.balancer()));
        assertRefused(second, false, "Changed since the list was made: floating ip 203.0.113.7");
    }

    @Test
    void aListThatIsOldOrWasChangedDeletesNothing() throws IOException {
        SweepList list = sweep().look(ruins.gone, false, Instant.now().minus(Duration.ofMinutes(61)));
        assertRefused(SweepGuard.seal(list), false, "is valid for 1 h");

        SealedSweep sealed = sealed(false);
        SweepList more = sweep().look(ruins.gone, true, sealed.list().madeAt());
        assertRefused(new SealedSweep(more, sealed.sha256()), false, "changed after it was sealed");
    }

    @Test
    void whatFailsIsToldAndTheOthersGoOnAndTheSameLeaveCarriesOn() throws IOException {
        ruins.small.faults.add(CloudFault.once("neutron.port.delete", 1, Effect.ANSWER)
                .answering(500, "{\"NeutronError\": {\"message\": \"Something broke.\"}}"));
        SealedSweep sealed = sealed(false);

        List<Result> first = sweep().carryOut(sealed, false, () -> {});

        assertThat(first)
                .filteredOn(result -> result.outcome() == Outcome.FAILED)
                .extracting(Result::type)
                .containsExactlyInAnyOrder(ResourceType.PORT, ResourceType.NETWORK, ResourceType.SECURITY_GROUP);
        assertThat(first)
                .filteredOn(result -> result.type() == ResourceType.PORT)
                .singleElement()
                .satisfies(
                        result -> assertThat(result.sentence()).contains("Something broke.", "HTTP 500, request req-"));
        assertThat(first).filteredOn(Result::isGood).hasSize(4);

        assertRefused(sealed, false, "Gone since the list was made: load balancer");
        List<Result> second = sweep().carryOut(sealed, true, () -> {});
        assertThat(second).hasSameSizeAs(first).allMatch(Result::isGood);
        assertThat(second)
                .filteredOn(result -> result.outcome() == Outcome.GONE)
                .hasSize(4);
    }

    @Test
    void whatSomebodyTakesIntoUseMeanwhileStays() throws IOException {
        ruins.small.faults.on(
                "octavia.delete",
                Moment.AFTER,
                passing -> ruins.debris.bind(old.addressId(), ruins.debris.portOf(alive.balancer())));

        List<Result> results = sweep().carryOut(sealed(false), false, () -> {});

        assertThat(results)
                .filteredOn(result -> !result.isGood())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.outcome()).isEqualTo(Outcome.STAYS);
                    assertThat(result.sentence()).contains("is bound to port");
                });
        assertThat(ruins.debris.floatingIps()).contains("203.0.113.7");
    }

    @Test
    void aRouterThatLeadsElsewhereStays() throws IOException {
        ruins.debris.leave(
                Stray.Kind.PORT,
                Map.of(
                        "name",
                        "",
                        "network_id",
                        alive.network(),
                        "device_owner",
                        "network:router_interface",
                        "device_id",
                        old.router()));

        List<Result> results = sweep().carryOut(sealed(false), false, () -> {});

        assertThat(results)
                .filteredOn(result -> result.type() == ResourceType.ROUTER)
                .singleElement()
                .satisfies(result -> assertThat(result.sentence()).contains(alive.network(), "not swept with it"));
        assertThat(ruins.debris.strays()).contains(old.router(), old.leg());
    }

    @Test
    void notKnowingWhetherTheClusterIsGoneStopsTheSweep() throws IOException {
        SealedSweep sealed = sealed(false);
        ruins.small.faults.on(
                "octavia.delete",
                Moment.AFTER,
                passing -> ruins.small.faults.add(CloudFault.always("magnum.list", Effect.ANSWER)
                        .answering(503, "{\"errors\": [{\"detail\": \"Magnum rests.\"}]}")));

        List<Result> results = sweep().carryOut(sealed, false, () -> {});

        assertThat(results.get(0).outcome()).isEqualTo(Outcome.DELETED);
        assertThat(results.subList(1, results.size())).allSatisfy(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.NOT_TRIED);
            assertThat(result.sentence()).contains("Magnum rests.", "request req-");
        });
        assertThat(deletes()).isEqualTo(1);
    }

    @Test
    void theClustersOwnCredentialGoesUnlessWeLogInWithIt() throws IOException {
        OrphanSweep itself = sweep("magnum-" + Ruins.GONE);
        SweepList list = itself.look(ruins.gone, false, Instant.now());
        assertThat(list.items())
                .filteredOn(item -> item.type() == ResourceType.APPLICATION_CREDENTIAL)
                .singleElement()
                .satisfies(item -> assertThat(item.why()).contains("we log in with it"))
                .satisfies(item -> assertThat(item.swept()).isFalse());

        OrphanSweep other = sweep("sweeping");
        List<Result> results =
                other.carryOut(SweepGuard.seal(other.look(ruins.gone, false, Instant.now())), false, () -> {});
        assertThat(results)
                .filteredOn(result -> result.type() == ResourceType.APPLICATION_CREDENTIAL)
                .singleElement()
                .satisfies(result -> assertThat(result.id()).isEqualTo("c-2"))
                .satisfies(result -> assertThat(result.outcome()).isEqualTo(Outcome.DELETED));
    }

    private void assertRefused(SealedSweep sealed, boolean begun, String why) {
        long before = deletes();
        assertThatThrownBy(() -> sweep().carryOut(sealed, begun, () -> {
                    throw new AssertionError("It begins.");
                }))
                .hasMessageContaining("Nothing was deleted.")
                .hasMessageContaining(why);
        assertThat(deletes()).isEqualTo(before);
    }

    private long deletes() {
        return ruins.small.cloud.mutations().carriedOut(Kind.LEFT_OVER_DELETE);
    }

    private static Stream<String> ids(SealedSweep sealed) {
        return sealed.list().swept().stream().map(SweepItem::id);
    }

    private static List<String> swept(SealedSweep sealed) {
        return ids(sealed).toList();
    }

    private SealedSweep sealed(boolean withVolumes) throws IOException {
        return SweepGuard.seal(sweep().look(ruins.gone, withVolumes, Instant.now()));
    }

    private OrphanSweep sweep() throws IOException {
        return sweep("rekindle");
    }

    private OrphanSweep sweep(String login) throws IOException {
        Path file = folder.resolve(login + ".yaml");
        ruins.small.cloud.writeCloudsYaml(file, "js2", login);
        Clock clock = Clock.system(ZoneOffset.UTC);
        return new OrphanSweep(
                new CloudSessions(new CloudsFile(file), PATIENCE, PATIENCE, clock),
                PythiaProfile.of(null, "1.33"),
                clock,
                PATIENCE,
                Duration.ofMillis(20));
    }
}

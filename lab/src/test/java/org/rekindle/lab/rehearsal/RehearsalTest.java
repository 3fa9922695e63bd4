// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.openstack.client.CloudSessions;
import org.rekindle.activities.openstack.cloudsfile.CloudsFile;
import org.rekindle.lab.cloud.CloudFaults;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.simulated.SimulatedOpenStack;
import org.rekindle.lab.fake.FakeMachines;
import org.rekindle.lab.scenario.Scenario;
import org.rekindle.lab.scenario.Scenarios;
import org.rekindle.lab.scenario.Talk;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterStatus;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.run.Outcome;

/** A simulated cloud stands for the real one, and must not notice that anything was rehearsed. */
final class RehearsalTest {

    private static final Duration AN_HOUR_AGO = Duration.ofHours(-1);
    private static final String CLUSTER = "projectpythia-binder";

    @TempDir
    private Path folder;

    private final Scenario scenario = Scenarios.find("s12");
    private final SimulatedOpenStack realCloud = new SimulatedOpenStack(
            scenario.world(), new FakeMachines(), LabClock.fasterBy(1), new CloudFaults(List.of()));

    @BeforeEach
    void stands() {
        realCloud.awaitReady();
    }

    @AfterEach
    void goes() {
        realCloud.close();
    }

    @Test
    void theCopyIsRecoveredAndTheRealOneLeftAlone() throws Exception {
        Rehearsal rehearsal = rehearse(fleet("approval: {approvers: [bob]}"), AN_HOUR_AGO);

        assertThat(rehearsal.result().violations()).isEmpty();
        assertThat(rehearsal.result().outcome()).isEqualTo(Outcome.REBUILT_NOT_PROVEN);
        assertThat(rehearsal.result().remedies()).containsExactly("REBUILD");
        assertThat(rehearsal.result().destroyed()).containsExactly("binder-pythia-cluster");
        assertThat(rehearsal.copy()).contains("binder-pythia-cluster, v1.31.0", "core 1 x m3.quad", "2 volumes");
        assertThat(rehearsal.result().view().decisions())
                .filteredOn(decision -> decision.step() == StepId.VOLUMES)
                .flatExtracting(Decision::reasons)
                .extracting(reason -> reason.facts().get("volumes"))
                .anyMatch(volumes -> volumes != null && volumes.contains("pvc-home-of-everyone"));
        assertThat(realCloud.mutations().all()).isEmpty();
    }

    @Test
    void whileThereIsTimeTheCopyIsUpgraded() throws Exception {
        Rehearsal rehearsal = rehearse(fleet("upgrade: when-viable"), Duration.ofDays(14));

        assertThat(rehearsal.result().outcome()).isEqualTo(Outcome.RENEWED_NOT_PROVEN);
        assertThat(rehearsal.result().destroyed()).isEmpty();
        assertThat(rehearsal.notPlayed()).isNotEmpty();
    }

    @Test
    void aPolicyThatGivesLeaveByItselfIsBelieved() throws Exception {
        Rehearsal rehearsal = rehearse(fleet("approval: {teardown: pre-approved}"), AN_HOUR_AGO);

        assertThat(rehearsal.result().violations()).isEmpty();
        assertThat(rehearsal.result().outcome()).isEqualTo(Outcome.REBUILT_NOT_PROVEN);
    }

    @Test
    void aClusterThatMagnumDoesNotKnowIsSaidBeforeAnythingIsPlayed() throws Exception {
        FleetFile fleet = fleet("upgrade: never", "no-such-cluster");

        assertThatThrownBy(() -> rehearse(fleet, AN_HOUR_AGO))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("no-such-cluster");
    }

    @Test
    void whatTheCopyIsNotIsSaid() throws Exception {
        RealCluster real = look(fleet("upgrade: never"));
        CloudCluster cloud = real.cloud();
        CloudCluster failed = new CloudCluster(
                cloud.identity(),
                "a-template-that-is-not-seen",
                ClusterStatus.of("UPDATE_FAILED"),
                null,
                null,
                cloud.healthReasons(),
                cloud.apiAddress(),
                cloud.kubernetesVersion(),
                cloud.shape(),
                null,
                null);

        assertThat(ClusterCopy.notPlayed(real)).hasSize(3);
        assertThat(ClusterCopy.notPlayed(new RealCluster(
                        real.profile(), failed, real.templates(), List.of(), List.of(), List.of("No volumes."))))
                .hasSize(6)
                .contains("No volumes.")
                .anyMatch(sentence -> sentence.contains("Magnum says UPDATE_FAILED"))
                .anyMatch(sentence -> sentence.contains("does not see the cluster's own template"));
    }

    private Rehearsal rehearse(FleetFile fleet, Duration untilTheEnd) throws IOException {
        return Rehearsal.play(
                look(fleet),
                fleet,
                untilTheEnd,
                Files.createDirectories(folder.resolve("copy")),
                Talk.SILENT,
                Clock.systemUTC());
    }

    private static RealCluster look(FleetFile fleet) {
        Clock clock = Clock.systemUTC();
        return RealCluster.look(
                CLUSTER,
                fleet,
                new CloudSessions(
                        new CloudsFile(fleet.cloudsFile()), Duration.ofSeconds(10), Duration.ofSeconds(30), clock),
                clock);
    }

    private FleetFile fleet(String policy) throws IOException {
        return fleet(policy, "binder-pythia-cluster");
    }

    private FleetFile fleet(String policy, String magnum) throws IOException {
        realCloud.writeCloudsYaml(folder.resolve("clouds.yaml"));
        Path file = folder.resolve("fleet.yaml");
        Files.writeString(file, """
                openstack: {cloudsFile: clouds.yaml}
                clusters:
                  %s:
                    cloud: rekindle
                    magnum: %s
                    templates:
                      - ubuntu-jammy-kube-v1.33.2-250626-0848-capi-0.16.0
                      - ubuntu-jammy-kube-v1.32.1-250206-1100-capi-0.14.1
                    policy:
                      pollEvery: 4m
                      %s
                """.formatted(CLUSTER, magnum, policy));
        return FleetFile.read(file);
    }
}

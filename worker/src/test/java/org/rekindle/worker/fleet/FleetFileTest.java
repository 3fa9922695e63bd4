// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.report.FileReportActivities;
import org.rekindle.workflows.api.FleetActivities.ClusterRef;
import org.rekindle.workflows.api.FleetActivities.Fleet;
import org.rekindle.workflows.api.ReportActivities.Rebuilt;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.CommandStep;
import org.rekindle.workflows.model.fleet.CompatibilityRow;
import org.rekindle.workflows.model.fleet.ConfirmAfter;
import org.rekindle.workflows.model.fleet.HumanStep;
import org.rekindle.workflows.model.fleet.Release;
import org.rekindle.workflows.model.fleet.Rescue;
import org.rekindle.workflows.model.fleet.SiteCommand;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.policy.Deadlines;
import org.rekindle.workflows.model.policy.MaintenanceWindow;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.RebuildPolicy;
import org.rekindle.workflows.model.policy.TeardownLimits;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;

class FleetFileTest {

    @TempDir
    Path folder;

    private FleetFolder fleet;

    @BeforeEach
    void fill() throws IOException {
        fleet = FleetFolder.in(folder);
    }

    /** A run keeps what it read at its start, so what a run has rebuilt is told to those that begin after it. */
    @Test
    void aClusterNamedByAUuidThatWasRebuiltSinceMeansTheNewOne() throws IOException {
        String old = "4256088d-2fa2-40ba-a60c-3339f6bbe81f";
        String now = "d210e1a8-f46e-4201-b50c-2ece02ef2872";
        String text = FleetFolder.WHOLE.replace("magnum: binder-pythia-cluster", "magnum: " + old);
        FleetFile file = FleetFile.read(fleet.write(text));
        assertThat(file.describe(new ClusterRef("pythia")).magnumCluster()).isEqualTo(old);

        new FileReportActivities(file.reportFolder())
                .rebuilt(new Rebuilt("pythia", old, now, Instant.parse("2026-11-28T20:00:00Z")));

        assertThat(file.describe(new ClusterRef("pythia")).inCloud())
                .isEqualTo(new ClusterInCloud("pythia", "jetstream2", now));
        assertThat(file.targets(new Fleet(List.of("pythia", "gone"))).targets())
                .extracting(target -> target.cluster().magnum())
                .containsExactly(now);
        FleetFile edited = FleetFile.read(fleet.write(text.replace(old, now)));
        assertThat(edited.describe(new ClusterRef("pythia")).magnumCluster()).isEqualTo(now);
        assertThat(edited.rebuilt("pythia")).isEmpty();
    }

    @Test
    void readsEveryKindOfDeployStepAndTheHandOff() throws IOException {
        Files.createDirectories(folder.resolve("site"));
        Files.createFile(folder.resolve("site/deployer")).toFile().setExecutable(true);
        ClusterProfile pythia = FleetFile.read(fleet.write(FleetFolder.WHOLE.replace("    deploy:\n", """
                    handOff:
                      - command: {name: sops, run: [sh, ./hand-off], environment: [SSH_AUTH_SOCK], timeout: 1m}
                    deploy:
                      - command: {name: hubs, run: [site/deployer, deploy], folder: site, done: [site/deployer, done]}
                      - human: {name: names, text: Point the names at the new ingress.}
                """)))
                .describe(new ClusterRef("pythia"));

        String deployer = folder.resolve("site/deployer").toString();
        SiteCommand hubs = new SiteCommand(
                "hubs",
                List.of(deployer, "deploy"),
                folder.resolve("site").toString(),
                List.of(),
                Duration.ofMinutes(10),
                List.of(deployer, "done"));
        SiteCommand sops = new SiteCommand(
                "sops",
                List.of("sh", "./hand-off"),
                folder.toString(),
                List.of("SSH_AUTH_SOCK"),
                Duration.ofMinutes(1),
                List.of());
        assertThat(pythia.handOff()).containsExactly(sops);
        assertThat(pythia.deploy().subList(0, 2))
                .containsExactly(new CommandStep(hubs), new HumanStep("names", "Point the names at the new ingress."));
        assertThat(pythia.deployNames()).isEqualTo("hubs, names, support, hub");
        assertThat(pythia.releases()).extracting(Release::name).containsExactly("support", "hub");
    }

    @Test
    void onlyTheCommandsOfTheFileAreItsOwn() throws IOException {
        FleetFile file = FleetFile.read(fleet.write(FleetFolder.WHOLE.replace(
                "    deploy:\n", "    deploy:\n      - command: {name: hubs, run: [sh, -c, make]}\n")));
        SiteCommand own = file.describe(new ClusterRef("pythia")).commands().get(0);

        assertThat(file.hasCommand(own)).isTrue();
        assertThat(file.hasCommand(new SiteCommand(
                        own.name(), List.of("sh", "-c", "other"), own.folder(), List.of(), own.timeout(), List.of())))
                .isFalse();
    }

    @Test
    void theCommandThatMakesACommitIsOfEachHubAndOfTheFile() throws IOException {
        FleetFile file = FleetFile.read(fleet.write(FleetFolder.WHOLE.replace(
                "    verify:\n", "    verify:\n      commit: {command: {name: canary, run: [sh], timeout: 2m}}\n")));
        SiteCommand commit =
                file.describe(new ClusterRef("pythia")).verification().commit();

        assertThat(commit).isNotNull();
        assertThat(commit.timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(file.hasCommand(commit)).isTrue();
        assertThat(file.describe(new ClusterRef("pythia")).commands()).doesNotContain(commit);
        assertThat(file.describe(new ClusterRef("pythia")).verification().everyHub())
                .allSatisfy(hub -> assertThat(hub.verification().commit()).isEqualTo(commit));
    }

    @Test
    void readsAWholeFile() throws IOException {
        FleetFile file = FleetFile.read(fleet.write(FleetFolder.WHOLE));

        assertThat(file.cloudsFile()).isEqualTo(folder.resolve("clouds.yaml"));
        assertThat(file.stateFolder()).isEqualTo(folder.resolve("state"));
        assertThat(file.webhooks()).isEqualTo(new Webhooks("127.0.0.1", 0, folder.resolve("webhook.token")));
        assertThat(file.surveyEvery()).isEqualTo(Duration.ofMinutes(90));
        assertThat(file.list().clusters()).containsExactly("pythia");
        ClusterProfile pythia = file.describe(new ClusterRef("pythia"));
        assertThat(pythia.magnumCluster()).isEqualTo("binder-pythia-cluster");
        assertThat(pythia.shape()).isNull();
        assertThat(pythia.releases())
                .containsExactly(
                        new Release(
                                "support",
                                "support",
                                folder.resolve("charts/support").toString(),
                                null,
                                null,
                                List.of(folder.resolve("values.yaml").toString()),
                                Duration.ofMinutes(10),
                                null),
                        new Release(
                                "hub",
                                "hub",
                                "jupyterhub",
                                "4.3.3",
                                "https://hub.jupyter.org/helm-chart",
                                List.of(),
                                Duration.ofMinutes(15),
                                null));
        assertThat(pythia.verification())
                .isEqualTo(Verification.of(Map.of(
                        "hub", "https://hub.example.org",
                        "binder", "https://binder.example.org",
                        "build", "gh/rekindle/canary/main",
                        "scaleUp", "user-m3-large",
                        "certificates", "checked")::get));
        assertThat(pythia.compatibility())
                .isEqualTo(CompatibilityTable.shipped().rows());
    }

    @Test
    void whatIsBuiltIsOneReferenceOrSeveral() throws IOException {
        String several = FleetFolder.WHOLE.replace(
                "build: gh/rekindle/canary/main", "build: [gh/rekindle/canary/main, gh/rekindle/canary/v1]");

        assertThat(FleetFile.read(fleet.write(FleetFolder.WHOLE))
                        .of("pythia")
                        .orElseThrow()
                        .verification()
                        .buildSpecs())
                .containsExactly("gh/rekindle/canary/main");
        assertThat(FleetFile.read(fleet.write(several))
                        .of("pythia")
                        .orElseThrow()
                        .verification()
                        .buildSpecs())
                .containsExactly("gh/rekindle/canary/main", "gh/rekindle/canary/v1");
    }

    @Test
    void theTokenThatRunsAUsersCellIsAFileBesideTheFleetFile() throws IOException {
        String proven = FleetFolder.WHOLE.replace(
                "scaleUp: user-m3-large", "userServer: {tokenFile: webhook.token, name: proof, profile: small}");

        Verification verification =
                FleetFile.read(fleet.write(proven)).of("pythia").orElseThrow().verification();

        assertThat(verification.userTokenFile())
                .isEqualTo(folder.resolve("webhook.token").toString());
        assertThat(verification.userProfile()).isEqualTo("small");
        assertThat(verification.canary("0b8e")).isEqualTo("proof-0b8e");
    }

    @Test
    void leaveThatIsBoundMayNameThoseWhoAreAskedOutsideOfIt() throws IOException {
        String bound =
                FleetFolder.WHOLE + "      approval: {teardown: pre-approved, within: {maxPerDay: 1}, needed: 2}\n";

        ApprovalPolicy approval = FleetFile.read(fleet.write(bound))
                .of("pythia")
                .orElseThrow()
                .policy()
                .approval();

        assertThat(approval.approvers()).containsExactly("ana", "ben");
        assertThat(approval.needed()).isEqualTo(2);
    }

    @Test
    void readsTheRateLimitAndTheSecondProbe() throws IOException {
        String limited = FleetFolder.WHOLE + """
                    confirmAfter: {delay: 7m, from: elsewhere}
                rateLimit: {maxConcurrent: 2, maxPerDay: 5, expiredPercent: 101}
                """;

        ClusterProfile pythia =
                FleetFile.read(fleet.write(limited)).of("pythia").orElseThrow();

        assertThat(pythia.confirmAfter()).isEqualTo(new ConfirmAfter(Duration.ofMinutes(7), "elsewhere"));
        assertThat(pythia.rateLimit()).isEqualTo(new TeardownLimits(2, 5, 101));
    }

    /** It can still copy out of a cluster that answers, so it is no fault. */
    @Test
    void aRescueThatNeverCopiesAheadIsWarnedOf() throws IOException {
        String rescue = FleetFolder.WHOLE + "    rescue: {}\n";

        assertThat(FleetFile.read(fleet.write(rescue)).warnings())
                .containsExactly(
                        "clusters.pythia.rescue: copies only when a run plans a teardown, and an expired cluster"
                                + " may answer nothing by then; add `proofs: {every: 24h}`, so that each verification copies"
                                + " ahead.");
        assertThat(FleetFile.read(fleet.write("proofs: {every: 24h}\n" + rescue))
                        .warnings())
                .isEmpty();
        assertThat(FleetFile.read(fleet.write(FleetFolder.WHOLE)).warnings()).isEmpty();
    }

    @Test
    void readsWhatIsRescuedAndRescuesNothingUnasked() throws IOException {
        String asked = FleetFolder.WHOLE + "    rescue: {secrets: [support/grafana], namespaces: [hubs]}\n";

        assertThat(FleetFile.read(fleet.write(asked)).of("pythia").orElseThrow().rescue())
                .isEqualTo(new Rescue(List.of("support/grafana"), List.of("hubs")));
        assertThat(FleetFile.read(fleet.write(FleetFolder.WHOLE + "    rescue: {}\n"))
                        .of("pythia")
                        .orElseThrow()
                        .rescue())
                .isEqualTo(new Rescue(List.of(), List.of()));
        assertThat(FleetFile.read(fleet.write(FleetFolder.WHOLE))
                        .of("pythia")
                        .orElseThrow()
                        .rescue())
                .isNull();
    }

    @Test
    void whatARowOfItsOwnLeavesOutIsAsTheShippedRowOfTheChartHasIt() throws IOException {
        String rows = FleetFolder.WHOLE + """
                compatibility:
                  - {chart: 0.10.1, tested: [1.31.0], source: seen here}
                  - {chart: 0.99.0, tested: [1.40.0], source: seen here}
                """;

        List<CompatibilityRow> own =
                FleetFile.read(fleet.write(rows)).of("pythia").orElseThrow().compatibility().stream()
                        .filter(CompatibilityRow::own)
                        .toList();

        assertThat(own).extracting(CompatibilityRow::cloudProviderFlag).containsExactly(true, false);
    }

    @Test
    void layersThePolicy() throws IOException {
        Policy policy = FleetFile.read(fleet.write(FleetFolder.WHOLE))
                .of("pythia")
                .orElseThrow()
                .policy();

        assertThat(policy)
                .isEqualTo(new Policy(
                        UpgradePolicy.ALWAYS,
                        TemplatePolicy.FITTING,
                        new ApprovalPolicy(false, List.of("ana", "ben"), Duration.ofHours(4), 1, false, null),
                        new Deadlines(
                                Duration.ofMinutes(15),
                                Duration.ofMinutes(90),
                                Duration.ofMinutes(60),
                                Duration.ofHours(2),
                                Duration.ofMinutes(60),
                                Duration.ofMinutes(30),
                                Duration.ofHours(24)),
                        List.of(new MaintenanceWindow(List.of("Sat", "Sun"), "22:00", "04:00", "Europe/Berlin")),
                        Duration.ofDays(30),
                        Duration.ofMillis(500),
                        true,
                        RebuildPolicy.AFTER_TEARDOWN));
    }

    @Test
    void readsAWishedShape() throws IOException {
        ClusterProfile profile = FleetFile.read(fleet.write("""
                        openstack: {cloudsFile: clouds.yaml}
                        clusters:
                          pythia:
                            cloud: jetstream2
                            magnum: binder
                            templates: [t]
                            shape:
                              masterFlavor: m3.small
                              fixedNetwork: auto_allocated_network
                              labels: {auto_scaling_enabled: "true"}
                              nodeGroups:
                                - {name: core, flavor: m3.quad, min: 2, max: 5}
                                - {name: user, flavor: m3.large, count: 3}
                        """)).of("pythia").orElseThrow();

        assertThat(profile.shape()).isNotNull();
        assertThat(profile.shape().masterCount()).isEqualTo(1);
        assertThat(profile.shape().labels()).containsEntry("auto_scaling_enabled", "true");
        assertThat(profile.shape().nodeGroups())
                .containsExactly(
                        new NodeGroupShape("core", "m3.quad", 2, 2, 5),
                        new NodeGroupShape("user", "m3.large", 3, null, null));
    }

    @Test
    void tellsWhichClusterMayHaveBeenMeant() throws IOException {
        FleetFile file = FleetFile.read(fleet.write(FleetFolder.WHOLE));

        assertThatThrownBy(() -> file.describe(new ClusterRef("pytia")))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo("UNKNOWN_CLUSTER");
                    assertThat(failure.isNonRetryable()).isTrue();
                })
                .hasMessageContaining("The fleet file fleet.yaml has no cluster `pytia`: did you mean pythia?");
    }
}

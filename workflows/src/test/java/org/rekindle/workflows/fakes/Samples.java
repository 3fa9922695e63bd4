// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.model.ApprovalPolicy;
import org.rekindle.workflows.model.Basis;
import org.rekindle.workflows.model.BreakerLimits;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.ClusterInCloud;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.CompatibilityRow;
import org.rekindle.workflows.model.Deadlines;
import org.rekindle.workflows.model.LookAgain;
import org.rekindle.workflows.model.MachineAccess;
import org.rekindle.workflows.model.MaintenanceWindow;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.Policy;
import org.rekindle.workflows.model.RebuildPolicy;
import org.rekindle.workflows.model.Release;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.SshMachine;
import org.rekindle.workflows.model.TeardownWish;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.model.TemplatePolicy;
import org.rekindle.workflows.model.UpgradePolicy;
import org.rekindle.workflows.model.Verification;

/** The cluster of the incident, as data. */
public final class Samples {

    public static final String CLUSTER = "projectpythia-binder";

    /** A cluster of the fleet, in the one cloud. */
    public static ClusterInCloud inCloud(String cluster) {
        return new ClusterInCloud(cluster, "js2", cluster);
    }

    /** 1.33 without a chart label: the driver's default chart cannot start its API server. */
    public static final Template DOOMED = template("t-133-default", "v1.33.2", null);

    public static final Template FITTING = template("t-133-0.16.0", "v1.33.2", "0.16.0");
    public static final Template NEXT_MINOR = template("t-132-0.14.1", "v1.32.1", "0.14.1");
    public static final Template CURRENT = template("t-131-0.10.1", "v1.31.0", "0.10.1");

    public static final List<CompatibilityRow> TABLE = List.of(
            row("0.10.1", true, "1.28.13", "1.29.8", "1.30.4", "1.31.0"),
            row("0.14.1", true, "1.29.13", "1.30.9", "1.31.5", "1.32.1"),
            row("0.16.0", false, "1.30.14", "1.31.10", "1.32.6", "1.33.2"));

    private Samples() {}

    public static Template template(String name, @Nullable String version, @Nullable String chart) {
        return new Template("uuid-of-" + name, name, "image-of-" + name, version, chart, "calico", true);
    }

    /** A template that somebody has judged. */
    public static Rung rung(Template template, boolean fits, Certainty certainty) {
        return new Rung(
                template,
                String.valueOf(template.kubernetesVersion()),
                Compatibility.chartOf(template),
                fits,
                "Somebody says so.",
                Basis.TABLE,
                certainty,
                List.of());
    }

    /** A run of its own asks whether it may tear a cluster down. */
    public static TeardownWish wish(String cluster, int clustersInAll) {
        return new TeardownWish(
                cluster,
                "uuid-of-" + cluster,
                "plan-of-" + cluster,
                "run-of-" + cluster,
                clustersInAll,
                BreakerLimits.USUAL,
                false,
                0,
                Duration.ofMinutes(2));
    }

    public static Policy policy(UpgradePolicy upgrade, TemplatePolicy templates) {
        return new Policy(
                upgrade,
                templates,
                new ApprovalPolicy(false, List.of(), Duration.ofHours(4)),
                new Deadlines(
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(90),
                        Duration.ofMinutes(60),
                        Duration.ofHours(4),
                        Duration.ofMinutes(60),
                        Duration.ofMinutes(30),
                        Duration.ofHours(24)),
                List.of(),
                Duration.ofDays(30),
                Duration.ofMinutes(2),
                true);
    }

    public static Policy withWindows(Policy policy, MaintenanceWindow... windows) {
        return new Policy(
                policy.upgrade(),
                policy.templates(),
                policy.approval(),
                policy.deadlines(),
                List.of(windows),
                policy.renewBefore(),
                policy.pollEvery(),
                policy.keepVolumes());
    }

    /** A window, every day, that opens and closes at times from now on. */
    public static MaintenanceWindow window(Clock clock, Duration opensIn, Duration closesIn) {
        return new MaintenanceWindow(List.of(), minute(clock, opensIn), minute(clock, closesIn), "UTC");
    }

    private static String minute(Clock clock, Duration fromNow) {
        return LocalTime.ofInstant(clock.instant().plus(fromNow), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    public static Policy withApproval(Policy policy, ApprovalPolicy approval) {
        return new Policy(
                policy.upgrade(),
                policy.templates(),
                approval,
                policy.deadlines(),
                policy.maintenanceWindows(),
                policy.renewBefore(),
                policy.pollEvery(),
                policy.keepVolumes());
    }

    public static Policy keepingNoVolumes(Policy policy) {
        return new Policy(
                policy.upgrade(),
                policy.templates(),
                policy.approval(),
                policy.deadlines(),
                policy.maintenanceWindows(),
                policy.renewBefore(),
                policy.pollEvery(),
                false);
    }

    public static Policy preApproved(Policy policy) {
        return withApproval(policy, new ApprovalPolicy(true, List.of(), Duration.ofHours(4)));
    }

    public static ClusterProfile profile(Policy policy) {
        return new ClusterProfile(
                CLUSTER,
                "jetstream2",
                "binder-pythia-cluster",
                null,
                List.of(DOOMED.name(), FITTING.name(), NEXT_MINOR.name()),
                List.of(release("support"), release("binderhub")),
                new Verification(
                        "https://hub.example.org",
                        "https://binder.example.org",
                        "gh/rekindle/canary/main",
                        "user-m3-large"),
                policy,
                TABLE);
    }

    /** A profile with a way by SSH into two machines of the control plane. */
    public static ClusterProfile withMachines(ClusterProfile profile) {
        return with(
                profile,
                new MachineAccess(
                        "ubuntu",
                        "/keys/id_ed25519",
                        List.of(new SshMachine("cp-0", 22, "SHA256:a"), new SshMachine("cp-1", 22, "SHA256:b")),
                        null,
                        "/etc/kubernetes"),
                null);
    }

    public static ClusterProfile lookingAgain(ClusterProfile profile) {
        return with(profile, null, new LookAgain(Duration.ofMinutes(5), "elsewhere"));
    }

    private static ClusterProfile with(
            ClusterProfile profile, @Nullable MachineAccess machines, @Nullable LookAgain lookAgain) {
        return new ClusterProfile(
                profile.cluster(),
                profile.cloud(),
                profile.magnumCluster(),
                profile.shape(),
                profile.templates(),
                profile.releases(),
                profile.verification(),
                profile.policy(),
                profile.compatibility(),
                machines,
                lookAgain,
                profile.breaker());
    }

    public static Policy rebuildingBeside(Policy policy) {
        return new Policy(
                policy.upgrade(),
                policy.templates(),
                policy.approval(),
                policy.deadlines(),
                policy.maintenanceWindows(),
                policy.renewBefore(),
                policy.pollEvery(),
                policy.keepVolumes(),
                RebuildPolicy.BESIDE);
    }

    public static ClusterProfile withShape(ClusterProfile profile, Shape shape) {
        return new ClusterProfile(
                profile.cluster(),
                profile.cloud(),
                profile.magnumCluster(),
                shape,
                profile.templates(),
                profile.releases(),
                profile.verification(),
                profile.policy(),
                profile.compatibility());
    }

    public static ClusterProfile withoutProofs(ClusterProfile profile) {
        return new ClusterProfile(
                profile.cluster(),
                profile.cloud(),
                profile.magnumCluster(),
                profile.shape(),
                profile.templates(),
                profile.releases(),
                new Verification(null, null, null, null),
                profile.policy(),
                profile.compatibility());
    }

    public static ClusterProfile withTemplates(ClusterProfile profile, String... templates) {
        return new ClusterProfile(
                profile.cluster(),
                profile.cloud(),
                profile.magnumCluster(),
                profile.shape(),
                List.of(templates),
                profile.releases(),
                profile.verification(),
                profile.policy(),
                profile.compatibility());
    }

    public static Shape shape() {
        return new Shape(
                1,
                "m3.small",
                List.of(
                        new NodeGroupShape("default-worker", "m3.small", 1, null, null),
                        new NodeGroupShape("core", "m3.quad", 1, 1, 5),
                        new NodeGroupShape("user-m3-large", "m3.large", 1, 1, 100)),
                null,
                "auto_allocated_network",
                null,
                false,
                false,
                Map.of("auto_scaling_enabled", "true"));
    }

    private static Release release(String name) {
        return new Release(name, name, "/charts/" + name, null, null, List.of(), Duration.ofMinutes(10));
    }

    private static CompatibilityRow row(String chart, boolean flag, String... tested) {
        return new CompatibilityRow(
                chart, List.of(tested), "v1beta1", flag, "dependencies.json of tag " + chart, false);
    }
}

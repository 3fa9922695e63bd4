// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.decide.plan.CanonicalHash;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.CommandStep;
import org.rekindle.workflows.model.fleet.CompatibilityRow;
import org.rekindle.workflows.model.fleet.ConfirmAfter;
import org.rekindle.workflows.model.fleet.DeployStep;
import org.rekindle.workflows.model.fleet.HelmStep;
import org.rekindle.workflows.model.fleet.HumanStep;
import org.rekindle.workflows.model.fleet.MachineAccess;
import org.rekindle.workflows.model.fleet.NamesStep;
import org.rekindle.workflows.model.fleet.Release;
import org.rekindle.workflows.model.fleet.Rescue;
import org.rekindle.workflows.model.fleet.SiteCommand;
import org.rekindle.workflows.model.fleet.SshMachine;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.notify.Audience;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Evidence;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.policy.Deadlines;
import org.rekindle.workflows.model.policy.MaintenanceWindow;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.RebuildPolicy;
import org.rekindle.workflows.model.policy.TeardownLimits;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.ratelimit.TeardownRequest;

/** The cluster of the incident, as data. */
public final class Samples {

    /** What is to be proven, by the keys of the fleet file. */
    private static final Map<String, String> PROOFS = Map.of(
            "hub", "https://hub.example.org",
            "binder", "https://binder.example.org",
            "build", "gh/rekindle/canary/main",
            "scaleUp", "user-m3-large");

    public static final String CLUSTER = "projectpythia-binder";

    /** A cluster of the fleet, in the one cloud. */
    public static ClusterInCloud inCloud(String cluster) {
        return new ClusterInCloud(cluster, "jetstream2", cluster);
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
    public static CandidateTemplate candidate(Template template, boolean fits, Certainty certainty) {
        return new CandidateTemplate(
                template,
                String.valueOf(template.kubernetesVersion()),
                Compatibility.chartOf(template),
                fits,
                List.of(Reason.of(ReasonCode.STANDING_CLUSTER_WOULD_SHOW)),
                Evidence.TABLE,
                certainty,
                List.of());
    }

    /** The hash of some plan, a different one for each text. */
    public static PlanHash planHash(String text) {
        return new PlanHash(CanonicalHash.of(text));
    }

    /** The UUID of some cluster, a different one for each text. */
    public static ClusterUuid clusterUuid(String text) {
        return new ClusterUuid(
                UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString());
    }

    /** A run of its own asks whether it may tear a cluster down. */
    public static TeardownRequest teardownRequest(String cluster, int clustersInAll) {
        return new TeardownRequest(
                cluster,
                clusterUuid(cluster),
                planHash("plan-of-" + cluster),
                "run-of-" + cluster,
                clustersInAll,
                TeardownLimits.USUAL,
                false,
                0,
                Duration.ofMinutes(2));
    }

    public static Policy policy(UpgradePolicy upgrade, TemplatePolicy templates) {
        return new Policy(
                upgrade,
                templates,
                new ApprovalPolicy(false, List.of(), Duration.ofHours(4), 1, false, null),
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
                true,
                RebuildPolicy.AFTER_TEARDOWN);
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
                policy.keepVolumes(),
                policy.rebuild());
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
                policy.keepVolumes(),
                policy.rebuild());
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
                false,
                policy.rebuild());
    }

    public static Policy preApproved(Policy policy) {
        return withApproval(policy, new ApprovalPolicy(true, List.of(), Duration.ofHours(4), 1, false, null));
    }

    public static ClusterProfile profile(Policy policy) {
        return new ClusterProfile(
                CLUSTER,
                "jetstream2",
                "binder-pythia-cluster",
                null,
                List.of(DOOMED.name(), FITTING.name(), NEXT_MINOR.name()),
                List.of(),
                List.of(new HelmStep(release("support")), new HelmStep(release("binderhub"))),
                Verification.of(PROOFS::get),
                policy,
                TABLE,
                null,
                null,
                TeardownLimits.USUAL,
                null,
                null);
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
        return with(profile, null, new ConfirmAfter(Duration.ofMinutes(5), "elsewhere"));
    }

    private static ClusterProfile with(
            ClusterProfile profile, @Nullable MachineAccess machines, @Nullable ConfirmAfter confirmAfter) {
        return new ClusterProfile(
                profile.cluster(),
                profile.cloud(),
                profile.magnumCluster(),
                profile.shape(),
                profile.templates(),
                profile.handOff(),
                profile.deploy(),
                profile.verification(),
                profile.policy(),
                profile.compatibility(),
                machines,
                confirmAfter,
                profile.rateLimit(),
                profile.rescue(),
                null);
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
                profile.handOff(),
                profile.deploy(),
                profile.verification(),
                profile.policy(),
                profile.compatibility(),
                profile.machines(),
                profile.confirmAfter(),
                profile.rateLimit(),
                profile.rescue(),
                null);
    }

    /** A profile whose kubeconfig is handed off, and whose hubs come back by every kind of step. */
    public static ClusterProfile withEveryKindOfStep(ClusterProfile profile) {
        Map<String, String> keys = new HashMap<>(PROOFS);
        keys.put("names.address", FakeCluster.INGRESS);
        return withSteps(
                withVerification(profile, Verification.of(keys::get)),
                List.of(command("sops")),
                List.of(
                        new HelmStep(release("support")),
                        new NamesStep("public-names", Duration.ofHours(4), null, Duration.ZERO),
                        new CommandStep(command("hubs")),
                        new HumanStep("names", "Point the names at the new ingress."),
                        new HelmStep(release("binderhub"))));
    }

    public static ClusterProfile withSteps(ClusterProfile profile, List<SiteCommand> handOff, List<DeployStep> deploy) {
        return new ClusterProfile(
                profile.cluster(),
                profile.cloud(),
                profile.magnumCluster(),
                profile.shape(),
                profile.templates(),
                handOff,
                deploy,
                profile.verification(),
                profile.policy(),
                profile.compatibility(),
                profile.machines(),
                profile.confirmAfter(),
                profile.rateLimit(),
                profile.rescue(),
                null);
    }

    private static SiteCommand command(String name) {
        return new SiteCommand(name, List.of("./" + name), "/site", List.of(), Duration.ofMinutes(20), List.of());
    }

    public static ClusterProfile withoutProofs(ClusterProfile profile) {
        return withVerification(profile, Verification.of(key -> null));
    }

    public static ClusterProfile withVerification(ClusterProfile profile, Verification verification) {
        return profile.proving(verification);
    }

    /** A profile that asks for a rescue. */
    public static ClusterProfile withRescue(ClusterProfile profile) {
        return withRescue(profile, new Rescue(List.of("support/grafana"), List.of()));
    }

    /** Out of which this is copied. */
    public static ClusterProfile withRescue(ClusterProfile profile, Rescue rescue) {
        return new ClusterProfile(
                profile.cluster(),
                profile.cloud(),
                profile.magnumCluster(),
                profile.shape(),
                profile.templates(),
                profile.handOff(),
                profile.deploy(),
                profile.verification(),
                profile.policy(),
                profile.compatibility(),
                profile.machines(),
                profile.confirmAfter(),
                profile.rateLimit(),
                rescue,
                null);
    }

    /** Whose people are told. */
    public static ClusterProfile telling(ClusterProfile profile, Audience audience) {
        return new ClusterProfile(
                profile.cluster(),
                profile.cloud(),
                profile.magnumCluster(),
                profile.shape(),
                profile.templates(),
                profile.handOff(),
                profile.deploy(),
                profile.verification(),
                profile.policy(),
                profile.compatibility(),
                profile.machines(),
                profile.confirmAfter(),
                profile.rateLimit(),
                profile.rescue(),
                audience);
    }

    public static ClusterProfile withTemplates(ClusterProfile profile, String... templates) {
        return new ClusterProfile(
                profile.cluster(),
                profile.cloud(),
                profile.magnumCluster(),
                profile.shape(),
                List.of(templates),
                profile.handOff(),
                profile.deploy(),
                profile.verification(),
                profile.policy(),
                profile.compatibility(),
                profile.machines(),
                profile.confirmAfter(),
                profile.rateLimit(),
                profile.rescue(),
                null);
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
        return new Release(name, name, "/charts/" + name, null, null, List.of(), Duration.ofMinutes(10), null);
    }

    private static CompatibilityRow row(String chart, boolean flag, String... tested) {
        return new CompatibilityRow(
                chart, List.of(tested), "v1beta1", flag, "dependencies.json of tag " + chart, false);
    }
}

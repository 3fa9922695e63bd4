// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.rehearsal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.paper.PaperFacts;
import org.rekindle.lab.plane.pki.Pki;
import org.rekindle.lab.scenario.Scenario;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.model.ApprovalPolicy;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.MachineSighting;
import org.rekindle.workflows.model.Shape;

/** Makes the twin of a real cluster: the same templates, shape, volumes, people and policy, in a cloud that is the lab's. */
final class Twin {

    private static final String REQUESTER = "rehearsal";

    private final RealCluster real;
    private final Duration untilTheEnd;
    private final Instant now;

    private Twin(RealCluster real, Duration untilTheEnd, Instant now) {
        this.real = real;
        this.untilTheEnd = untilTheEnd;
        this.now = now;
    }

    /**
     * The scenario in which its certificates end then.
     *
     * @param untilTheEnd negative when they have ended
     */
    static Scenario of(RealCluster real, Duration untilTheEnd, Instant now) {
        return new Twin(real, untilTheEnd, now).scenario();
    }

    /** What the fleet file says, but for what leads out of the lab or names what the twin's cloud has not. */
    static ClusterProfile profile(ClusterProfile profile) {
        return new ClusterProfile(
                profile.cluster(),
                profile.cloud(),
                profile.magnumCluster(),
                profile.shape() == null ? null : withoutSubnet(profile.shape()),
                profile.templates(),
                profile.releases(),
                profile.verification(),
                profile.policy(),
                profile.compatibility(),
                profile.machines(),
                null,
                profile.breaker());
    }

    private static Shape withoutSubnet(Shape shape) {
        return new Shape(
                shape.masterCount(),
                shape.masterFlavor(),
                shape.nodeGroups(),
                shape.keypair(),
                shape.fixedNetwork(),
                null,
                shape.masterLoadBalancer(),
                shape.floatingIp(),
                shape.labels());
    }

    private Scenario scenario() {
        String cluster = real.profile().cluster();
        return new Scenario(
                "rehearsal of " + cluster,
                null,
                "What would happen to " + cluster + ".",
                1,
                TwinWorld.of(real, Pki.LEAF_LIFETIME.minus(untilTheEnd)),
                List.of(),
                null,
                new PaperFacts(Pki.LEAF_LIFETIME, Duration.ZERO, null, true, null, machines(), List.of(), List.of(), 0),
                leave(),
                new Scenario.Start(cluster, REQUESTER, List.of(), List.of(), false),
                approvals(),
                List.of(),
                Scenario.Expectations.nothing(),
                List.of());
    }

    /** What is known of the real machines holds for the twin's; their certificates end when the twin's do. */
    private List<PaperFacts.Machine> machines() {
        return real.machines().stream().map(this::machine).toList();
    }

    private PaperFacts.Machine machine(MachineSighting seen) {
        Map<String, Duration> ends = seen.certificates().stream()
                .collect(Collectors.toMap(CertificateOnDisk::name, this::end, (one, other) -> one));
        return new PaperFacts.Machine(
                seen.host(),
                seen.renewable(),
                filtered(ends, false),
                filtered(ends, true).entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().negated())),
                seen.gone());
    }

    private Duration end(CertificateOnDisk certificate) {
        return certificate.authority() ? Duration.between(now, certificate.notAfter()) : untilTheEnd;
    }

    private static Map<String, Duration> filtered(Map<String, Duration> ends, boolean negative) {
        return ends.entrySet().stream()
                .filter(entry -> entry.getValue().isNegative() == negative)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** As many people as the policy asks for, each under another name. */
    private List<Scenario.ApprovalBy> approvals() {
        ApprovalPolicy policy = real.profile().policy().approval();
        Stream<String> names = policy.approvers().isEmpty()
                ? IntStream.rangeClosed(1, policy.needed()).mapToObj(number -> "approver-" + number)
                : policy.approvers().stream().limit(policy.needed());
        List<Scenario.ApprovalBy> approvals = new ArrayList<>();
        names.forEach(name -> approvals.add(new Scenario.ApprovalBy(name, Duration.ofMinutes(10), false)));
        return List.copyOf(approvals);
    }

    /** The one thing of the fleet file that the lab's judge asks the scenario about: whether the policy itself gave leave. */
    private ObjectNode leave() {
        ObjectNode clusters = JsonNodeFactory.instance.objectNode();
        ObjectNode cluster = clusters.putObject(real.profile().cluster());
        if (real.profile().policy().approval().preApproved()) {
            cluster.putObject("policy").putObject("approval").put("teardown", "pre-approved");
        }
        return clusters;
    }

    /** What is not as it would be, in sentences. */
    static List<String> notPlayed(RealCluster real) {
        List<String> not = new ArrayList<>(real.notSeen());
        not.add("Kubernetes, Helm, the hubs and SSH are on paper: every release deploys and every proof holds.");
        not.add("The twin's cloud has room for everything; `./rekindle cloud quota` tells what the real one has.");
        not.add("How long the cloud takes is what is usual elsewhere.");
        String status = real.cloud().status();
        if (!status.endsWith("_COMPLETE")) {
            not.add("Magnum says " + status + " of the real cluster; the twin begins as CREATE_COMPLETE.");
        }
        if (real.templates().stream()
                .noneMatch(template -> template.uuid().equals(real.cloud().templateId()))) {
            not.add(
                    "The project does not see the cluster's own template, so its chart is taken for the driver's default, "
                            + Compatibility.DRIVER_DEFAULT_CHART + ".");
        }
        return List.copyOf(not);
    }

    /** For the reader: what the twin is. */
    static String inWords(RealCluster real) {
        Shape shape = real.cloud().shape();
        @Nullable String version = real.cloud().kubernetesVersion();
        return real.cloud().identity().name() + ", " + (version == null ? "version unknown" : version) + ", "
                + shape.masterCount() + (shape.masterCount() == 1 ? " machine" : " machines")
                + " of the control plane, "
                + shape.nodeGroups().stream()
                        .map(group -> group.name() + " " + group.count() + " x " + group.flavor())
                        .collect(Collectors.joining(", "))
                + ", " + real.volumes().size() + " volumes; " + real.templates().size() + " templates";
    }
}

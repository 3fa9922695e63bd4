// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.rehearsal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rekindle.lab.fake.FakeFacts;
import org.rekindle.lab.plane.pki.Pki;
import org.rekindle.lab.scenario.Scenario;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.observation.ClusterStatus;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.policy.ApprovalPolicy;

/** Makes the copy of a real cluster: the same templates, shape, volumes, people and policy, in a cloud that is the lab's. */
final class ClusterCopy {

    private static final String REQUESTER = "rehearsal";

    private final RealCluster real;
    private final Duration untilTheEnd;
    private final Instant now;

    private ClusterCopy(RealCluster real, Duration untilTheEnd, Instant now) {
        this.real = real;
        this.untilTheEnd = untilTheEnd;
        this.now = now;
    }

    /**
     * The scenario in which its certificates end then.
     *
     * @param untilTheEnd negative when they have expired
     */
    static Scenario of(RealCluster real, Duration untilTheEnd, Instant now) {
        return new ClusterCopy(real, untilTheEnd, now).scenario();
    }

    /** What the fleet file says, but for what leads out of the lab or names what the copy's cloud has not. */
    static ClusterProfile profile(ClusterProfile profile) {
        return new ClusterProfile(
                profile.cluster(),
                profile.cloud(),
                profile.magnumCluster(),
                profile.shape() == null ? null : withoutSubnet(profile.shape()),
                profile.templates(),
                profile.handOff(),
                profile.deploy(),
                profile.verification(),
                profile.policy().withApproval(profile.policy().approval().withoutSignatures()),
                profile.compatibility(),
                profile.machines(),
                null,
                profile.rateLimit(),
                profile.rescue(),
                null);
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
                CopyFixture.of(real, Pki.LEAF_LIFETIME.minus(untilTheEnd)),
                List.of(),
                null,
                null,
                null,
                new FakeFacts(Pki.LEAF_LIFETIME, Duration.ZERO, null, true, null, machines(), List.of(), List.of(), 0),
                policies(),
                new Scenario.Start(cluster, REQUESTER, List.of(), false, List.of(), false, false),
                null,
                null,
                List.of(),
                approvals(),
                List.of(),
                Scenario.Expectations.nothing(),
                List.of());
    }

    /** What is known of the real machines holds for the copy's; their certificates end when the copy's do. */
    private List<FakeFacts.Machine> machines() {
        return real.machines().stream().map(this::machine).toList();
    }

    private FakeFacts.Machine machine(MachineSighting seen) {
        Map<String, Duration> ends = seen.certificates().stream()
                .collect(Collectors.toMap(CertificateOnDisk::name, this::end, (one, other) -> one));
        return new FakeFacts.Machine(
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
        return approvers(policy)
                .map(name -> new Scenario.ApprovalBy(name, Duration.ofMinutes(10)))
                .toList();
    }

    private static Stream<String> approvers(ApprovalPolicy policy) {
        if (policy.approvers().isEmpty()) {
            return IntStream.rangeClosed(1, policy.needed()).mapToObj(number -> "approver-" + number);
        }
        return policy.approvers().stream().limit(policy.needed());
    }

    /** The one thing of the fleet file that the lab's judge asks the scenario about: whether the policy itself approves. */
    private ObjectNode policies() {
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
        not.add(
                "Kubernetes, Helm, the hubs and SSH are simulated: every release deploys, every command succeeds and every proof holds.");
        not.add("The copy's cloud has room for everything; `./rekindle cloud quota` shows what the real one has.");
        if (real.profile().policy().approval().signed()) {
            not.add("The approvers of the copy are simulated and sign nothing; those of the real cluster must.");
        }
        not.add("The times that the cloud takes are those usual elsewhere.");
        ClusterStatus status = real.cloud().status();
        if (!status.isComplete()) {
            not.add("Magnum says " + status + " of the real cluster; the copy begins as CREATE_COMPLETE.");
        }
        if (real.templates().stream()
                .noneMatch(template -> template.uuid().equals(real.cloud().templateId()))) {
            not.add("The project does not see the cluster's own template, so the copy gets the driver's default chart, "
                    + Compatibility.DRIVER_DEFAULT_CHART + ".");
        }
        return List.copyOf(not);
    }

    /** For the reader: what the copy is. */
    static String inWords(RealCluster real) {
        Shape shape = real.cloud().shape();
        String version = Objects.requireNonNullElse(real.cloud().kubernetesVersion(), "version unknown");
        return real.cloud().identity().name() + ", " + version + ", "
                + machines(shape.masterCount()) + " of the control plane, "
                + shape.nodeGroups().stream()
                        .map(group -> group.name() + " " + group.count() + " x " + group.flavor())
                        .collect(Collectors.joining(", "))
                + ", " + real.volumes().size() + " volumes; " + real.templates().size() + " templates";
    }

    private static String machines(int count) {
        if (count == 1) {
            return "1 machine";
        }
        return count + " machines";
    }
}

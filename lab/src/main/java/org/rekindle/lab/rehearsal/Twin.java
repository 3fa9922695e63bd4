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
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.World;
import org.rekindle.lab.cloud.WorldBuilder;
import org.rekindle.lab.paper.PaperFacts;
import org.rekindle.lab.scenario.Scenario;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.decide.times.UsualTimes;
import org.rekindle.workflows.model.ApprovalPolicy;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.MachineSighting;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.PastTimes;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.model.Work;

/** Makes the twin of a real cluster: the same templates, shape, volumes, people and policy, in a cloud that is the lab's. */
final class Twin {

    private static final String CHART = "capi_helm_chart_version";
    private static final String KEEP = "janitor.capi.azimuth-cloud.com/keep";
    private static final String REQUESTER = "rehearsal";
    private static final String OUTSIDE = "public";
    private static final Duration A_YEAR = Duration.ofDays(365);

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
                world(),
                List.of(),
                null,
                new PaperFacts(A_YEAR, Duration.ZERO, null, true, null, machines(), List.of()),
                leave(),
                new Scenario.Start(cluster, REQUESTER, List.of(), List.of(), false),
                approvals(),
                List.of(),
                Scenario.Expectations.nothing());
    }

    private World world() {
        WorldBuilder world = new WorldBuilder()
                .project(new World.Project("twin", null))
                .user(new World.User(
                        "twin-user",
                        null,
                        "password-of-the-twin",
                        null,
                        "member",
                        List.of(new World.ApplicationCredential(
                                "d0a51c0b9b7a4cbb8e0c9e1d0f5a7b11",
                                real.profile().cloud(),
                                "secret-of-the-twin",
                                true))))
                .timings(timings())
                .network(new World.Network(OUTSIDE, null, true));
        templates().forEach(template -> world.image(image(template)).template(template(template)));
        flavors().forEach(flavor -> world.flavor(new World.Flavor(flavor, null, 2, 4096, 20)));
        shapes().map(Shape::fixedNetwork)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(network -> world.network(new World.Network(network, null, false)));
        shapes().map(Shape::keypair).filter(Objects::nonNull).distinct().forEach(world::keypair);
        real.volumes()
                .forEach(volume -> world.volume(new World.Volume(
                        volume.name(),
                        volume.id(),
                        1,
                        real.cloud().identity().name(),
                        volume.keptOnDelete() ? Map.of(KEEP, "true") : Map.of(),
                        null)));
        return world.cluster(cluster()).build();
    }

    private static World.Timings timings() {
        World.Timings usual = World.Timings.usual();
        return new World.Timings(
                usual(Work.CREATE),
                usual(Work.UPGRADE),
                usual.resize(),
                usual(Work.DELETE),
                usual.lag(),
                usual.apiAddress(),
                usual.healthPoll());
    }

    private static Duration usual(Work work) {
        return UsualTimes.of(work, PastTimes.NONE).time();
    }

    /** All that the project sees; the cluster's own, which it may not see, as far as Magnum tells of it. */
    private List<Template> templates() {
        boolean seen = real.templates().stream()
                .anyMatch(template -> template.uuid().equals(real.cloud().templateId()));
        return seen
                ? real.templates()
                : Stream.concat(
                                real.templates().stream(),
                                Stream.of(new Template(
                                        real.cloud().templateId(),
                                        "not-seen",
                                        null,
                                        real.cloud().kubernetesVersion(),
                                        null,
                                        null,
                                        false)))
                        .toList();
    }

    private Stream<Shape> shapes() {
        return Stream.of(real.cloud().shape(), real.profile().shape()).filter(Objects::nonNull);
    }

    private List<String> flavors() {
        return Stream.concat(Stream.of("of-the-template"), shapes().flatMap(Twin::flavors))
                .distinct()
                .toList();
    }

    private static Stream<String> flavors(Shape shape) {
        return Stream.concat(
                Stream.ofNullable(shape.masterFlavor()),
                shape.nodeGroups().stream().map(NodeGroupShape::flavor));
    }

    /** Each template has an image of its own, so that no two need the same name. */
    private static World.Image image(Template template) {
        return new World.Image(
                imageName(template),
                template.imageId() == null ? null : template.imageId() + "-" + template.uuid(),
                template.kubernetesVersion(),
                "ubuntu",
                template.imageId() == null ? "deactivated" : "active");
    }

    private static String imageName(Template template) {
        return "image-of-" + template.uuid();
    }

    private static World.Template template(Template template) {
        return new World.Template(
                template.name(),
                template.uuid(),
                imageName(template),
                "of-the-template",
                "of-the-template",
                OUTSIDE,
                null,
                Objects.requireNonNullElse(template.networkDriver(), "calico"),
                null,
                template.chartVersion() == null ? Map.of() : Map.of(CHART, template.chartVersion()),
                template.published(),
                false,
                null);
    }

    private World.Cluster cluster() {
        Shape shape = real.cloud().shape();
        List<NodeGroupShape> groups = shape.nodeGroups();
        return new World.Cluster(
                real.cloud().identity().name(),
                real.cloud().identity().uuid(),
                real.cloud().templateId(),
                null,
                null,
                shape.masterCount(),
                groups.isEmpty() ? 1 : groups.get(0).count(),
                shape.keypair(),
                shape.fixedNetwork(),
                shape.labels(),
                groups.stream()
                        .skip(1)
                        .map(group -> new World.NodeGroup(
                                group.name(),
                                group.flavor(),
                                group.count(),
                                Objects.requireNonNullElse(group.min(), 0),
                                group.max()))
                        .toList(),
                A_YEAR.minus(untilTheEnd));
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
                                Map.Entry::getKey, entry -> entry.getValue().negated())));
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
        names.forEach(name -> approvals.add(new Scenario.ApprovalBy(name, Duration.ofMinutes(10))));
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

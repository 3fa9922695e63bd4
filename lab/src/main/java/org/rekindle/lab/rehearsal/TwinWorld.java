// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.rehearsal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.rekindle.lab.cloud.World;
import org.rekindle.lab.cloud.WorldBuilder;
import org.rekindle.workflows.decide.times.UsualTimes;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.PastTimes;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.model.Work;

/** The cloud of the twin: what the project sees of the real one, with room for everything. */
final class TwinWorld {

    private static final String CHART = "capi_helm_chart_version";
    private static final String KEEP = "janitor.capi.azimuth-cloud.com/keep";
    private static final String OUTSIDE = "public";
    private static final String USUAL_FLAVOR = "m3.small";

    private final RealCluster real;
    private final Duration age;

    private TwinWorld(RealCluster real, Duration age) {
        this.real = real;
        this.age = age;
    }

    /**
     * The world at the start of a rehearsal.
     *
     * @param age of the twin, and so of its certificates
     */
    static World of(RealCluster real, Duration age) {
        return new TwinWorld(real, age).world();
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
        return Stream.concat(Stream.of(USUAL_FLAVOR), shapes().flatMap(TwinWorld::flavors))
                .distinct()
                .toList();
    }

    private String flavor() {
        return real.cloud().shape().nodeGroups().stream()
                .map(NodeGroupShape::flavor)
                .findFirst()
                .orElse(USUAL_FLAVOR);
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

    /** Its flavors are those that the cluster has. */
    private World.Template template(Template template) {
        return new World.Template(
                template.name(),
                template.uuid(),
                imageName(template),
                flavor(),
                real.cloud().shape().masterFlavor(),
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
                age);
    }
}

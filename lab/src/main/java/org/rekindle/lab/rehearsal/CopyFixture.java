// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.rehearsal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.CloudFixtureBuilder;
import org.rekindle.workflows.decide.times.UsualTimes;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.run.PastTimes;
import org.rekindle.workflows.model.run.Work;

/** The cloud of the copy: what the project sees of the real one, with room for everything. */
final class CopyFixture {

    private static final String CHART = "capi_helm_chart_version";
    private static final String KEEP = "janitor.capi.azimuth-cloud.com/keep";
    private static final String OUTSIDE = "public";
    private static final String USUAL_FLAVOR = "m3.small";

    private final RealCluster real;
    private final Duration age;

    private CopyFixture(RealCluster real, Duration age) {
        this.real = real;
        this.age = age;
    }

    /**
     * The world at the start of a rehearsal.
     *
     * @param age of the copy, and so of its certificates
     */
    static CloudFixture of(RealCluster real, Duration age) {
        return new CopyFixture(real, age).world();
    }

    private CloudFixture world() {
        CloudFixtureBuilder world = new CloudFixtureBuilder()
                .project(new CloudFixture.Project("copy", null))
                .user(new CloudFixture.User(
                        "copy-user",
                        null,
                        "password-of-the-copy",
                        null,
                        "member",
                        List.of(new CloudFixture.ApplicationCredential(
                                "d0a51c0b9b7a4cbb8e0c9e1d0f5a7b11",
                                real.profile().cloud(),
                                "secret-of-the-copy",
                                true))))
                .timings(timings())
                .network(new CloudFixture.Network(OUTSIDE, null, true));
        templates().forEach(template -> world.image(image(template)).template(template(template)));
        flavors().forEach(flavor -> world.flavor(new CloudFixture.Flavor(flavor, null, 2, 4096, 20)));
        shapes().map(Shape::fixedNetwork)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(network -> world.network(new CloudFixture.Network(network, null, false)));
        shapes().map(Shape::keypair).filter(Objects::nonNull).distinct().forEach(world::keypair);
        real.volumes()
                .forEach(volume -> world.volume(new CloudFixture.Volume(
                        volume.name(),
                        volume.id(),
                        1,
                        real.cloud().identity().name(),
                        volume.keptOnDelete() ? Map.of(KEEP, "true") : Map.of(),
                        null)));
        return world.cluster(cluster()).build();
    }

    private static CloudFixture.Timings timings() {
        CloudFixture.Timings usual = CloudFixture.Timings.usual();
        return new CloudFixture.Timings(
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

    /** All that the project sees; the cluster's own, which it may not see, as far as Magnum shows it. */
    private List<Template> templates() {
        boolean seen = real.templates().stream()
                .anyMatch(template -> template.uuid().equals(real.cloud().templateId()));
        if (seen) {
            return real.templates();
        }
        Template own = new Template(
                real.cloud().templateId(), "not-seen", null, real.cloud().kubernetesVersion(), null, null, false);
        return Stream.concat(real.templates().stream(), Stream.of(own)).toList();
    }

    private Stream<Shape> shapes() {
        return Stream.of(real.cloud().shape(), real.profile().shape()).filter(Objects::nonNull);
    }

    private List<String> flavors() {
        return Stream.concat(Stream.of(USUAL_FLAVOR), shapes().flatMap(CopyFixture::flavors))
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
    private static CloudFixture.Image image(Template template) {
        return new CloudFixture.Image(
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
    private CloudFixture.Template template(Template template) {
        return new CloudFixture.Template(
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

    private CloudFixture.Cluster cluster() {
        Shape shape = real.cloud().shape();
        List<NodeGroupShape> groups = shape.nodeGroups();
        return new CloudFixture.Cluster(
                real.cloud().identity().name(),
                real.cloud().identity().uuid().value(),
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
                        .map(group -> new CloudFixture.NodeGroup(
                                group.name(),
                                group.flavor(),
                                group.count(),
                                Objects.requireNonNullElse(group.min(), 0),
                                group.max()))
                        .toList(),
                age);
    }
}

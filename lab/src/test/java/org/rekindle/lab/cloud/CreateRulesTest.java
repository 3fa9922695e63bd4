// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.openstack.client.CloudSessions;
import org.rekindle.activities.openstack.cloudsfile.CloudsFile;
import org.rekindle.activities.openstack.inventory.OpenStackInventoryActivities;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.workflows.api.InventoryActivities.RebuildQuestion;
import org.rekindle.workflows.decide.create.CreateIsValid;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.CreateFacts;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.RebuildFacts;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.plan.Reason;

/** The rules by which a plan knows what Magnum would refuse are those of the Magnum that the recordings are held against. */
final class CreateRulesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** A create in the words of a shape, with what is asked of the template. */
    private record Wish(String name, String template, Shape shape) {}

    @Test
    void whatTheRulesLetThroughMagnumTakesAndWhatTheyRefuseMagnumRefuses(@TempDir Path folder) throws Exception {
        try (SmallCloud small = SmallCloud.start(builder -> builder.keypair("ops")
                .network(new CloudFixture.Network("inner", null, false))
                .flavor(new CloudFixture.Flavor("m3.diskless", null, 2, 6144, 0))
                .quotas(CloudFixture.Quotas.usual())
                .cluster(SmallCloud.cluster("pythia", Duration.ZERO)))) {
            small.cloud.awaitReady();
            Path clouds = folder.resolve("clouds.yaml");
            small.cloud.writeCloudsYaml(clouds, "js2", "rekindle");
            OpenStackInventoryActivities inventory = new OpenStackInventoryActivities(
                    new CloudSessions(new CloudsFile(clouds), TIMEOUT, TIMEOUT, Clock.systemUTC()));
            String old = small.operator
                    .magnum("GET", "/v1/clusters/pythia", null)
                    .json()
                    .path("uuid")
                    .asText();
            int refused = 0;
            for (Wish wish : wishes()) {
                List<Reason> objections = objections(inventory, old, wish);
                int status = ask(small, wish);
                assertThat(objections.isEmpty())
                        .as("%s: Magnum answers %d, the rules say %s", wish, status, objections)
                        .isEqualTo(status < 400);
                refused += status < 400 ? 0 : 1;
            }
            assertThat(refused).as("wishes that Magnum refuses").isBetween(10, wishes().size() - 4);
        }
    }

    private static List<Wish> wishes() {
        NodeGroupShape worker = group("m3.small", 1);
        return List.of(
                new Wish("fine", "1.33", shape(1, worker)),
                new Wish("1bad", "1.33", shape(1, worker)),
                new Wish("with space", "1.33", shape(1, worker)),
                new Wish("n", "gone", shape(1, worker)),
                new Wish("n", "1.33", shape(0, worker)),
                new Wish("n", "1.33", shape(2, worker)),
                new Wish("n", "1.33", shape(3, worker)),
                new Wish("balanced", "1.33", with(3, worker, null, null, true, Map.of())),
                new Wish("n", "1.33", with(3, worker, null, null, false, Map.of())),
                new Wish("n", "1.33", shape(1, group("m3.gone", 1))),
                new Wish("n", "1.33", shape(1, group("m3.diskless", 1))),
                new Wish(
                        "booting",
                        "1.33",
                        with(1, group("m3.diskless", 1), null, null, null, Map.of("boot_volume_size", "20"))),
                new Wish("n", "1.33", with(1, worker, null, null, null, Map.of("boot_volume_size", "big"))),
                new Wish("n", "1.33", shape(1, group("m3.small", -1))),
                new Wish("empty", "1.33", shape(1, group("m3.small", 0))),
                new Wish("keyed", "1.33", with(1, worker, "ops", null, null, Map.of())),
                new Wish("n", "1.33", with(1, worker, "nope", null, null, Map.of())),
                new Wish("inside", "1.33", with(1, worker, null, "inner", null, Map.of())),
                new Wish("n", "1.33", with(1, worker, null, "nope", null, Map.of())));
    }

    private static List<Reason> objections(OpenStackInventoryActivities inventory, String old, Wish wish) {
        RebuildFacts facts = Objects.requireNonNull(inventory
                .rebuildFacts(new RebuildQuestion(
                        PythiaProfile.of(null, wish.template()).inCloud(),
                        new ClusterUuid(old),
                        wish.shape(),
                        List.of(wish.template()),
                        List.of()))
                .facts());
        CreateFacts create = facts.create();
        String template = Stream.concat(create.templates().stream().map(each -> each.uuid()), Stream.of("gone"))
                .findFirst()
                .orElseThrow();
        return CreateIsValid.objections(
                wish.name(), wish.shape(), template, create, Instant.now(), Duration.ofHours(5));
    }

    private static int ask(SmallCloud small, Wish wish) throws Exception {
        Shape shape = wish.shape();
        NodeGroupShape first = shape.nodeGroups().get(0);
        JsonFields body = new JsonFields()
                .with("name", wish.name())
                .with("cluster_template_id", wish.template())
                .with("master_count", shape.masterCount())
                .with("node_count", first.count())
                .with("flavor_id", first.flavor())
                .with("labels", shape.labels())
                .with("merge_labels", true);
        if (shape.keypair() != null) {
            body = body.with("keypair", shape.keypair());
        }
        if (shape.fixedNetwork() != null) {
            body = body.with("fixed_network", shape.fixedNetwork());
        }
        if (shape.masterLoadBalancer() != null) {
            body = body.with("master_lb_enabled", shape.masterLoadBalancer());
        }
        return small.operator.magnum("POST", "/v1/clusters", body).status();
    }

    private static NodeGroupShape group(String flavor, int count) {
        return new NodeGroupShape("default-worker", flavor, count, null, null);
    }

    private static Shape shape(int masters, NodeGroupShape group) {
        return with(masters, group, null, null, null, Map.of());
    }

    private static Shape with(
            int masters,
            NodeGroupShape group,
            @Nullable String keypair,
            @Nullable String network,
            @Nullable Boolean balanced,
            Map<String, String> labels) {
        return new Shape(masters, null, List.of(group), keypair, network, null, balanced, null, labels);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.lab.cloud.services.CloudInventory.CSI_CLUSTER;
import static org.rekindle.lab.cloud.services.CloudInventory.KEEP;
import static org.rekindle.lab.contract.ContractFixture.DOOMED;
import static org.rekindle.lab.contract.ContractFixture.NEXT;
import static org.rekindle.lab.contract.ContractFixture.NO_CHART;
import static org.rekindle.lab.contract.ContractFixture.OLD;
import static org.rekindle.lab.contract.ContractFixture.SKIPS;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.rekindle.lab.cloud.CloudVolumes;
import org.rekindle.lab.cloud.http.JsonFields;

/**
 * What Rekindle relies on of a Keystone and a Magnum with the driver for Cluster API, whoever runs them. Where a simulated and
 * a real cloud differ here, the simulation is wrong.
 *
 * <p>Clusters take a while in a real cloud, so they are made together at the start, and each test has one of its own or
 * follows on from the one before.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class CloudContract {
    /** Names of this run's own, so that a cloud can be asked again. */
    private final String run = "c" + UUID.randomUUID().toString().substring(0, 6);

    private Session operator;
    private Session viewer;
    private Session stranger;
    private Clusters clusters;

    private String climbs;
    private String skips;
    private String loses;
    private String doomed;
    private String restricted;
    private String kept;
    private String lost;
    private Session.Answer created;

    /** The {@code clouds.yaml} of the cloud, which holds what {@link ContractWorld} says. */
    abstract Path cloudsYaml() throws Exception;

    /** The volumes of its first project, as the drivers of clusters make them. */
    abstract CloudVolumes volumes();

    /** How long a cluster may take for one step. */
    abstract Duration patience();

    @BeforeAll
    void makeClusters() throws Exception {
        Path clouds = cloudsYaml();
        operator = Session.open(clouds, ContractFixture.OPERATOR);
        viewer = Session.open(clouds, ContractFixture.VIEWER);
        stranger = Session.open(clouds, ContractFixture.STRANGER);
        clusters = new Clusters(operator, patience());
        created = clusters.create(run + "-climbs", OLD);
        climbs = created.uuid();
        skips = clusters.create(run + "-twin", OLD).uuid();
        loses = clusters.create(run + "-twin", OLD).uuid();
        doomed = clusters.create(run + "-doomed", DOOMED).uuid();
        restricted = new Clusters(Session.open(clouds, ContractFixture.RESTRICTED), patience())
                .create(run + "-restricted", OLD)
                .uuid();
        // For a moment after the answer nobody knows them.
        List.of(climbs, skips, loses, doomed, restricted).forEach(clusters::awaitSeen);
    }

    @Test
    @Order(1)
    void aCreateIsAnsweredBeforeAnythingIsDone() {
        assertThat(created.status()).isEqualTo(202);
        assertThat(created.body().fieldNames()).toIterable().containsExactly("uuid");
        assertThat(created.header("X-Openstack-Request-Id")).get().asString().startsWith("req-");
    }

    @Test
    @Order(2)
    void whoeverHasNoGoodTokenIsNotLetIn() throws Exception {
        for (String token : List.of("", "nonsense")) {
            Session.Answer answer = operator.withToken(token).send("GET", "/clusters", null);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body().path("error").path("code").asInt()).isEqualTo(401);
        }
    }

    @Test
    @Order(3)
    void theVersionIsNegotiatedByHeader() throws Exception {
        Session.Answer none = operator.send("GET", "/clusters", null, null);
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.header("OpenStack-API-Version")).contains("container-infrastructure-management 1.1");
        assertThat(none.header("OpenStack-API-Maximum-Version")).contains("container-infrastructure-management 1.14");
        assertThat(operator.send("GET", "/clusters", "container-infra 1.99", null)
                        .status())
                .isEqualTo(406);
        Session.Answer malformed = operator.send("GET", "/clusters", "container-infra one", null);
        assertThat(malformed.status()).isEqualTo(406);
        assertThat(malformed.refusal()).isEqualTo("Invalid value for OpenStack-API-Version header");
    }

    @Test
    @Order(4)
    void whatDoesNotExistIsRefusedInPlainWords() throws Exception {
        Session.Answer gone = operator.send("GET", "/clusters/nope", null);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.refusal()).isEqualTo("Cluster nope could not be found.");
        Session.Answer template = clusters.create(run + "-x", "nope");
        assertThat(template.status()).isEqualTo(404);
        assertThat(template.refusal()).isEqualTo("ClusterTemplate nope could not be found.");
        Session.Answer keypair = operator.send(
                "POST",
                "/clusters",
                new JsonFields()
                        .with("name", run + "-x")
                        .with("cluster_template_id", OLD)
                        .with("keypair", "nope"));
        assertThat(keypair.status()).isEqualTo(404);
        assertThat(keypair.refusal()).isEqualTo("Unable to find keypair nope.");
        Session.Answer name = clusters.create("1 bad name!", OLD);
        assertThat(name.status()).isEqualTo(400);
        assertThat(name.refusal()).contains("Value should match the pattern ^[a-zA-Z][a-zA-Z0-9_.-]*$");
        Session.Answer masters = operator.send(
                "POST",
                "/clusters",
                new JsonFields()
                        .with("name", run + "-x")
                        .with("cluster_template_id", OLD)
                        .with("master_count", 2));
        assertThat(masters.status()).isEqualTo(400);
    }

    @Test
    @Order(5)
    void readersMayLookAndStrangersMayNot() throws Exception {
        assertThat(viewer.send("GET", "/clusters/" + climbs, null).status()).isEqualTo(200);
        Session.Answer create = new Clusters(viewer, patience()).create(run + "-x", OLD);
        assertThat(create.status()).isEqualTo(403);
        assertThat(create.refusal()).isEqualTo("Policy doesn't allow cluster:create to be performed.");
        Session.Answer delete = viewer.send("DELETE", "/clusters/" + climbs, null);
        assertThat(delete.status()).isEqualTo(403);
        assertThat(delete.refusal()).isEqualTo("Policy doesn't allow cluster:delete to be performed.");
        assertThat(stranger.send("GET", "/clusters/" + climbs, null).status()).isEqualTo(404);
    }

    @Test
    @Order(6)
    void namesAreNotUnique() throws Exception {
        Session.Answer byName = operator.send("GET", "/clusters/" + run + "-twin", null);
        assertThat(byName.status()).isEqualTo(409);
        assertThat(byName.refusal())
                .isEqualTo("Multiple clusters exist with same name. Please use the cluster uuid instead.");
        assertThat(operator.send("DELETE", "/clusters/" + run + "-twin", null).status())
                .isEqualTo(409);
    }

    @Test
    @Order(7)
    void whatIsBeingMadeCanNeitherBeUpgradedNorBeSigned() throws Exception {
        clusters.await(doomed, "CREATE_IN_PROGRESS");
        Session.Answer upgrade = clusters.upgrade(doomed, SKIPS);
        assertThat(upgrade.status()).isEqualTo(400);
        assertThat(upgrade.refusal())
                .isEqualTo("Upgrading a cluster when status is \"CREATE_IN_PROGRESS\" is not supported.");
    }

    @Test
    @Order(8)
    void aRestrictedCredentialMakesNoCluster() throws Exception {
        JsonNode failed = clusters.await(restricted, "CREATE_FAILED");
        assertThat(failed.path("status_reason").asText()).contains("403").contains("application_credentials");
        assertThat(operator.send("DELETE", "/clusters/" + restricted, null).status())
                .isEqualTo(204);
    }

    @Test
    @Order(9)
    void aClusterIsMade() throws Exception {
        JsonNode made = clusters.await(climbs, "CREATE_COMPLETE");
        assertThat(made.path("coe_version").asText()).isEqualTo("v1.31.9");
        assertThat(made.path("api_address").asText()).startsWith("https://");
        assertThat(made.path("cluster_id").asText())
                .as("the name in Cluster API")
                .matches(run + "-climbs-[a-z0-9]{12}");
        assertThat(made.has("stack_id")).isFalse();
        assertThat(made.path("node_count").asInt()).isEqualTo(1);
        JsonNode old = operator.send("GET", "/clusters/" + climbs, "container-infra 1.12", null)
                .body();
        assertThat(old.path("stack_id").asText())
                .isEqualTo(made.path("cluster_id").asText());
        assertThat(clusters.nodeGroups(climbs))
                .containsExactly(
                        Map.entry("default-master", "CREATE_COMPLETE"), Map.entry("default-worker", "CREATE_COMPLETE"));
    }

    @Test
    @Order(10)
    void certificatesAreSignedByTheClustersOwnAuthority() throws Exception {
        JsonNode authority =
                operator.send("GET", "/certificates/" + climbs, null).body();
        SigningRequest request = SigningRequest.of("admin", "system:masters");
        Session.Answer signed = operator.send(
                "POST",
                "/certificates",
                new JsonFields().with("cluster_uuid", climbs).with("csr", request.pem()));
        assertThat(signed.status()).isEqualTo(201);
        request.assertSigned(
                signed.body().path("pem").asText(), authority.path("pem").asText());
        Session.Answer nonsense = operator.send(
                "POST",
                "/certificates",
                new JsonFields().with("cluster_uuid", climbs).with("csr", "not a csr"));
        assertThat(nonsense.status()).isEqualTo(400);
        assertThat(nonsense.refusal()).contains("Received invalid csr");
        assertThat(operator.send("POST", "/certificates", JsonFields.of("cluster_uuid", climbs))
                        .status())
                .isEqualTo(500);
        assertThat(viewer.send("GET", "/certificates/" + climbs, null).status()).isEqualTo(403);
    }

    @Test
    @Order(11)
    void anUpgradeWithoutBatchSizeIsAnError() throws Exception {
        Session.Answer answer = operator.send(
                "POST", "/clusters/" + climbs + "/actions/upgrade", JsonFields.of("cluster_template", NEXT));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(clusters.show(climbs).path("status").asText()).isEqualTo("CREATE_COMPLETE");
    }

    @Test
    @Order(12)
    void anUpgradeByOneMinorGoesThrough() throws Exception {
        assertThat(clusters.upgrade(climbs, NEXT).status()).isEqualTo(202);
        JsonNode moved = clusters.show(climbs);
        assertThat(moved.path("cluster_template_id").asText()).isEqualTo(clusters.template(NEXT));
        JsonNode upgraded = clusters.await(climbs, "UPDATE_COMPLETE", "v1.32.5");
        assertThat(upgraded.path("cluster_template_id").asText()).isEqualTo(clusters.template(NEXT));
    }

    @Test
    @Order(13)
    void aNodeGroupIsResized() throws Exception {
        assertThat(clusters.resize(climbs, 2).status()).isEqualTo(202);
        clusters.awaitWorkers(climbs, 2);
        clusters.await(climbs, "UPDATE_COMPLETE");
        assertThat(clusters.show(climbs).path("node_count").asInt()).isEqualTo(2);
        Session.Answer negative = clusters.resize(climbs, -1);
        assertThat(negative.status()).isEqualTo(400);
        assertThat(negative.refusal()).contains("Value should be greater or equal to 0");
    }

    @Test
    @Order(14)
    void anUpgradeOverAMinorIsRefusedAndTheTemplateHasMoved() throws Exception {
        clusters.await(skips, "CREATE_COMPLETE");
        Session.Answer refused = clusters.upgrade(skips, SKIPS);
        assertThat(refused.status()).isEqualTo(500);
        JsonNode failed = clusters.await(skips, "UPDATE_FAILED");
        assertThat(failed.path("status_reason").asText())
                .contains("admission webhook")
                .contains("cannot update Kubernetes version from v1.31.9 to v1.33.2");
        assertThat(failed.path("cluster_template_id").asText())
                .as("kept, and the next resize uses it")
                .isEqualTo(clusters.template(SKIPS));
        assertThat(failed.path("coe_version").asText()).isEqualTo("v1.31.9");
    }

    @Test
    @Order(15)
    void aFailedUpgradeKeepsItsStateAndOnlyAResizeTriesAgain() throws Exception {
        clusters.await(loses, "CREATE_COMPLETE");
        Session.Answer failed = clusters.upgrade(loses, NO_CHART);
        assertThat(failed.status()).isEqualTo(500);
        JsonNode kept = clusters.await(loses, "UPDATE_FAILED");
        assertThat(kept.path("status_reason").asText()).contains("version \"9.9.9\" not found");
        assertThat(kept.path("cluster_template_id").asText()).isEqualTo(clusters.template(NO_CHART));
        Session.Answer again = clusters.upgrade(loses, NEXT);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.refusal()).isEqualTo("Upgrading a cluster when status is \"UPDATE_FAILED\" is not supported.");
        // Taken, and carried out with the template that cannot work.
        assertThat(clusters.resize(loses, 2).status()).isEqualTo(202);
        clusters.await(loses, "UPDATE_FAILED");
        assertThat(clusters.show(loses).path("status").asText()).isEqualTo("UPDATE_FAILED");
    }

    @Test
    @Order(16)
    void aCreateThatCannotComeUpHangs() throws Exception {
        assertThat(clusters.show(doomed).path("status").asText()).isEqualTo("CREATE_IN_PROGRESS");
    }

    @Test
    @Order(17)
    void deletingIsPossibleFromAnyStatusAndAsOftenAsOneLikes() throws Exception {
        String stack = clusters.show(climbs).path("cluster_id").asText();
        kept = volumes().ensure(run + "-kept", 1, Map.of(CSI_CLUSTER, stack, KEEP, "true"));
        lost = volumes().ensure(run + "-lost", 1, Map.of(CSI_CLUSTER, stack));
        for (String cluster : List.of(climbs, skips, loses, doomed)) {
            Session.Answer answer = operator.send("DELETE", "/clusters/" + cluster, null);
            assertThat(answer.status()).isEqualTo(204);
        }
        clusters.await(climbs, "DELETE_IN_PROGRESS");
        assertThat(operator.send("DELETE", "/clusters/" + climbs, null).status())
                .isEqualTo(204);
        for (String cluster : List.of(climbs, skips, loses, restricted)) {
            clusters.awaitGone(cluster);
        }
    }

    @Test
    @Order(18)
    void theVolumesOfAClusterGoWithItUnlessTheyAreMarked() {
        assertThat(volumes().ids()).contains(kept).doesNotContain(lost);
    }

    /**
     * It is not waited for: while its API server was not reachable the control plane's controller has failed again and again,
     * and looks at it again only when its back-off is over, which may be a quarter of an hour.
     */
    @Test
    @Order(19)
    void theDeleteOfWhatNeverCameUpIsTakenToo() throws Exception {
        Session.Answer shown = operator.send("GET", "/clusters/" + doomed, null);
        assertThat(shown.status()).isIn(200, 404);
        if (shown.status() == 200) {
            assertThat(shown.body().path("status").asText()).isEqualTo("DELETE_IN_PROGRESS");
        }
    }
}

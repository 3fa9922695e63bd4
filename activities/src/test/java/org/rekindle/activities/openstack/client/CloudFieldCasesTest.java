// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.activities.openstack.FailureAssertions.failure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openstack4j.api.types.Facing;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.FakeCloud;
import org.rekindle.activities.openstack.FakeCloud.Reply;
import org.rekindle.activities.openstack.FakeMagnum;
import org.rekindle.activities.openstack.cloudsfile.CloudEntry;
import org.rekindle.activities.openstack.cloudsfile.ServiceSettings;
import org.rekindle.activities.openstack.magnum.ClusterSearch;
import org.rekindle.activities.openstack.magnum.MagnumCluster;
import org.rekindle.activities.openstack.magnum.MagnumService;
import org.rekindle.workflows.api.MagnumActivities.CloudSighting;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.run.FailureCode;

/** Catalogues and answers that were met in the field, and others of their kinds. */
class CloudFieldCasesTest {

    private static final String OTHER = "99999999-2222-4333-8444-555555555555";

    private final FakeCloud cloud = new FakeCloud("one");
    private final FakeMagnum magnum = new FakeMagnum(cloud);

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void catalogueWebsocketEndpointIsPassedOver() throws IOException {
        catalogue((ObjectNode) json("catalogue-websocket-endpoint.json"));
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");

        assertThat(new MagnumService(session()).clusters()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'metric', 'endpoints': [{'interface': 'public', 'url': 'gnocchi:8041'}]}",
                "{'type': 'metric', 'endpoints': [{'interface': 'public', 'url': null}]}",
                "{'type': 'metric', 'endpoints': [{'interface': null, 'url': 'http://a'}]}",
                "{'type': 'metric', 'endpoints': [{'interface': 'secret', 'url': 'http://a'}]}",
                "{'type': 'metric', 'endpoints': [{'interface': ['public'], 'region': {}, 'url': 'http://a'}]}",
                "{'type': 'metric', 'endpoints': [null, 5, 'x', []]}",
                "{'type': 'metric', 'endpoints': null}",
                "{'type': 'metric', 'endpoints': 'x'}",
                "{'type': 'metric', 'name': {'a': 1}, 'id': [1], 'endpoints': []}",
                "{'type': null}",
                "{'name': 'x'}",
                "{'type': 'object-store', 'endpoints': [{'interface': 'public', 'url': 'http://a/AUTH_$(tenant_id)s'}]}",
            })
    void oddEntriesOfTheCatalogueArePassedOver(String entry) throws IOException {
        catalogue((ObjectNode) FakeCloud.JSON.readTree(entry.replace('\'', '"')));
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");

        assertThat(new MagnumService(session()).clusters()).hasSize(1);
        assertThat(failure(
                        FailureCode.MISCONFIGURED, () -> session().send(ServiceCall.get(CloudService.DNS, "/zones"))))
                .hasMessageContaining("has no Designate");
    }

    @Test
    void hostWithUnderscoreInTheCatalogueIsNamed() throws IOException {
        FakeCloud other = new FakeCloud("other");
        try {
            login(other, json("host-with-underscore-catalogue.json"));

            assertThat(failure(FailureCode.MISCONFIGURED, () -> new MagnumService(session(other.entry())).clusters()))
                    .hasMessageContaining("Magnum")
                    .hasMessageContaining("\"magnum_api.openstack.svc\"")
                    .hasMessageContaining("underscore")
                    .hasMessageContaining("container_infra_endpoint_override");
        } finally {
            other.close();
        }
    }

    @Test
    void aNeededServiceWhoseUrlIsNoneIsTold() throws IOException {
        FakeCloud other = new FakeCloud("other");
        try {
            login(
                    other,
                    FakeCloud.JSON.readTree(
                            "{\"type\": \"container-infra\", \"endpoints\": [{\"interface\": \"public\","
                                    + " \"url\": \"magnum:9511\"}]}"));

            assertThat(failure(FailureCode.MISCONFIGURED, () -> new MagnumService(session(other.entry())).clusters()))
                    .hasMessageContaining("has no Magnum")
                    .hasMessageContaining("that has an http or https URL");
        } finally {
            other.close();
        }
    }

    @Test
    void cloudsEndpointOverrideTakesThePlaceOfTheCatalogue() {
        FakeCloud other = new FakeCloud("other");
        try {
            new FakeMagnum(other, "/elsewhere/project-1/v1").add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
            String override = other.url("/elsewhere/%(project_id)s/v1/");

            assertThat(new MagnumService(
                                    session(with(other.entry(), new ServiceSettings(override, null, null, null, null))))
                            .clusters())
                    .hasSize(1);
        } finally {
            other.close();
        }
    }

    @Test
    void regionInterfaceTypeAndNameOfOneServiceAreItsOwn() {
        cloud.lists("magnum-next", "next", "/next/v1", "internal", "RegionTwo");
        new FakeMagnum(cloud, "/next/v1").add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");

        assertThat(new MagnumService(session(with(
                                cloud.entry(),
                                new ServiceSettings(
                                        null,
                                        "magnum-next",
                                        "next",
                                        "RegionTwo",
                                        List.of(Facing.ADMIN, Facing.INTERNAL)))))
                        .clusters())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "https://cloud.example.org/identity/v3/auth/tokens?x=s3cret-canary, https://cloud.example.org/identity/v3 as",
        "/elsewhere/v3/auth/tokens, /elsewhere/v3 as auth_url",
        "https://cloud.example.org/identity/v3/auth/tokens/, https://cloud.example.org/identity/v3 as",
        "https://cloud.example.org/login/, https://cloud.example.org/login/ as",
        "https://ana:s3cret-canary@cloud.example.org/, redirect that names no address",
        "wss://cloud.example.org/, redirect that names no address",
        "'', redirect that names no address",
    })
    void redirectToHttpsOfKeystoneIsSaidAndNotFollowed(String location, String said) {
        cloud.route(
                "POST",
                "/identity/v3/auth/tokens",
                request -> new Reply(301, "<html>moved</html>", Map.of("Location", location)));

        assertThat(failure(FailureCode.MISCONFIGURED, () -> new MagnumService(session()).clusters())
                        .getOriginalMessage())
                .contains("HTTP 301")
                .contains(said)
                .contains("auth_url of clouds.one in /etc/rekindle/clouds.yaml")
                .doesNotContain("s3cret-canary");
        assertThat(cloud.lines()).containsOnly("POST /identity/v3/auth/tokens");
    }

    @Test
    void redirectToHttpsOfMagnumIsSaidAndNotFollowed() {
        cloud.route(
                "GET",
                "/magnum/v1/clusters",
                request -> new Reply(
                        302, null, Map.of("Location", "https://magnum.example.org/v1/clusters?x=s3cret-canary")));

        assertThat(failure(FailureCode.MISCONFIGURED, () -> new MagnumService(session()).clusters())
                        .getOriginalMessage())
                .contains("redirect to https://magnum.example.org/v1/clusters, which is not followed")
                .contains("HTTP 302, request req-")
                .contains(
                        "container_infra_endpoint_override of the cloud in clouds.yaml to https://magnum.example.org/v1,")
                .doesNotContain("s3cret-canary");
    }

    @Test
    void magnumStatusNullIsUnknown() {
        magnum.add(FakeMagnum.UUID, "binder", "x").putNull("status");

        CloudCluster cluster = find("binder").cluster();

        assertThat(cluster).isNotNull();
        assertThat(cluster.status().raw()).isEqualTo("UNKNOWN");
        assertThat(cluster.hasKnownStatus()).isFalse();
    }

    @Test
    void magnumOneOddClusterHidesNoOther() throws IOException {
        JsonNode field = json("magnum-one-odd-cluster.json");
        cloud.route("GET", "/magnum/v1/clusters", request -> Reply.of(200, field));

        assertThat(new MagnumService(session()).clusters())
                .extracting(MagnumCluster::name)
                .containsExactly("hub-one", "other-team");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'health_status_reason': 'Unknown'}",
                "{'created_at': '2026-11-22T15:45:57'}",
                "{'created_at': 'yesterday', 'updated_at': 17}",
                "{'labels': {'a': {'b': 1}}}",
                "{'labels': 'none'}",
                "{'name': null, 'status': null}",
                "{'name': ['a'], 'node_count': 'many', 'master_count': null}",
                "{'uuid': null}",
                "{'uuid': {}}",
                "{'faults': [], 'cluster_template_id': null, 'stack_id': 5}",
            })
    void oddClustersOfOthersHideNotOurs(String odd) throws IOException {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        magnum.add(OTHER, "other", "CREATE_COMPLETE")
                .setAll((ObjectNode) FakeCloud.JSON.readTree(odd.replace('\'', '"')));

        CloudCluster cluster = find("binder").cluster();

        assertThat(cluster).isNotNull();
        assertThat(cluster.identity().uuid()).isEqualTo(new ClusterUuid(FakeMagnum.UUID));
    }

    /** A cluster must not pass for gone, nor be built twice, because of what cannot be read. */
    @ParameterizedTest
    @CsvSource({"uuid, of 1 cluster the field uuid", "name, the field name of " + OTHER})
    void anAbsentClusterIsNotGoneWhileAnotherCannotBeTold(String field, String said) {
        magnum.add(OTHER, "other", "CREATE_COMPLETE").putNull(field);

        assertThat(failure(FailureCode.MISCONFIGURED, () -> find("binder")))
                .hasMessageContaining(said)
                .hasMessageContaining("cannot be understood");
    }

    /** The other one may be a ruin that a plan must not be made for. */
    @ParameterizedTest
    @ValueSource(strings = {"{'uuid': null}", "{'uuid': ''}", "{'uuid': 7}", "{'uuid': 'urn:uuid:" + OTHER + "'}"})
    void aClusterOfTheSameNameThatCannotBeToldIsNotPassedOver(String odd) throws IOException {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_FAILED");
        magnum.add(OTHER, "binder", "CREATE_COMPLETE")
                .setAll((ObjectNode) FakeCloud.JSON.readTree(odd.replace('\'', '"')));

        assertThat(failure(FailureCode.MISCONFIGURED, () -> find("binder")))
                .hasMessageContaining("of 1 cluster the field uuid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'node_count': 'many'} | node_count",
                "{'master_count': null} | master_count",
                "{'name': null} | name",
                "{'cluster_template_id': []} | cluster_template_id",
                "{'labels': {'a': {'b': 1}}} | labels",
                "{'labels_added': 'x'} | labels_added",
                "{'created_at': 'yesterday'} | created_at",
                "{'uuid': 'another'} | uuid",
            })
    void ofTheClusterInQuestionTheOddFieldIsNamed(String odd, String field) throws IOException {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE")
                .setAll((ObjectNode) FakeCloud.JSON.readTree(odd.replace('\'', '"')));

        assertThat(failure(FailureCode.MISCONFIGURED, () -> find(FakeMagnum.UUID)))
                .hasMessageContaining("request req-")
                .hasMessageContaining("field " + field + " cannot be understood");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'node_count': '2', 'master_count': '1'}",
                "{'labels': {'a': 1, 'b': true, 'c': null}}",
                "{'created_at': '2026-11-22T15:45:57.123456', 'updated_at': '2026-11-22 15:46:22'}",
                "{'created_at': '2026-11-22T15:45:57Z', 'updated_at': null}",
                "{'status_reason': {'a': 1}, 'health_status': 5, 'health_status_reason': 'Unknown', 'faults': 'x'}",
                "{'master_lb_enabled': 'True', 'api_address': [], 'coe_version': {}}",
            })
    void ofTheClusterInQuestionWhatIsCloseIsRead(String odd) throws IOException {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE")
                .setAll((ObjectNode) FakeCloud.JSON.readTree(odd.replace('\'', '"')));

        CloudCluster cluster = find("binder").cluster();

        assertThat(cluster).isNotNull();
        assertThat(cluster.identity().createdAt())
                .isBetween(Instant.parse("2026-11-22T15:45:57Z"), Instant.parse("2026-11-22T15:45:58Z"));
        assertThat(cluster.shape().masterCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "https://:0"})
    void magnumNoAddressIsNone(String address) {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_IN_PROGRESS").put("api_address", address);

        CloudCluster cluster = find("binder").cluster();

        assertThat(cluster).isNotNull();
        assertThat(cluster.apiAddress()).isNull();
    }

    private CloudSighting find(String name) {
        return new ClusterSearch(new MagnumService(session())).find(new ClusterInCloud("demo", "one", name), null);
    }

    private OpenStackSession session() {
        return session(cloud.entry());
    }

    private static OpenStackSession session(CloudEntry entry) {
        return new OpenStackSession(entry, Duration.ofSeconds(5), Duration.ofSeconds(20), Clock.systemUTC());
    }

    private static CloudEntry with(CloudEntry entry, ServiceSettings settings) {
        return new CloudEntry(
                entry.name(),
                Path.of("/etc/rekindle/clouds.yaml"),
                entry.authUrl(),
                entry.credential(),
                entry.region(),
                entry.facings(),
                entry.authority(),
                entry.verify(),
                Map.of(CloudService.MAGNUM, settings));
    }

    /** One more service in the catalogue. */
    private void catalogue(ObjectNode entry) {
        cloud.lists(entry);
    }

    /** A login whose catalogue is this entry alone. */
    private static void login(FakeCloud cloud, @Nullable JsonNode entry) {
        cloud.route(
                "POST",
                "/identity/v3/auth/tokens",
                request -> new Reply(
                        201,
                        Map.of("token", Map.of("catalog", List.of(Objects.requireNonNull(entry)))),
                        Map.of("X-Subject-Token", "t-1")));
    }

    private JsonNode json(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
            return FakeCloud.JSON.readTree(file);
        }
    }
}

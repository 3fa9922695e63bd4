// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.simulated.SimulatedOpenStack;

/** A cloud on paper with a few templates, six hundred times as fast as life, and somebody who is logged in. */
final class SmallCloud implements AutoCloseable {

    static final String PASSWORD = "operators-password";
    static final String CREDENTIAL = "0123456789abcdef0123456789abcdef";
    static final String SECRET = "credentials-secret";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final RecordingMachines machines = new RecordingMachines();
    final CloudFaults faults = CloudFaults.none();
    final SimulatedOpenStack cloud;
    final Login operator;

    private SmallCloud(CloudFixture world) throws Exception {
        cloud = new SimulatedOpenStack(world, machines, LabClock.fasterBy(600), faults);
        operator = Login.password(cloud, "operator", PASSWORD);
    }

    static SmallCloud start() throws Exception {
        return start(builder -> builder);
    }

    static SmallCloud start(UnaryOperator<CloudFixtureBuilder> more) throws Exception {
        CloudFixtureBuilder builder = new CloudFixtureBuilder()
                .project(new CloudFixture.Project("pythia", null))
                .tokenLifetime(Duration.ofDays(30))
                .user(new CloudFixture.User(
                        "operator",
                        null,
                        PASSWORD,
                        null,
                        "member",
                        List.of(new CloudFixture.ApplicationCredential(CREDENTIAL, "rekindle", SECRET, true))))
                .image(new CloudFixture.Image("kube-1.31", null, "v1.31.0", "ubuntu"))
                .image(new CloudFixture.Image("kube-1.32", null, "v1.32.1", "ubuntu"))
                .image(new CloudFixture.Image("kube-1.33", null, "v1.33.2", "ubuntu"))
                .flavor(new CloudFixture.Flavor("m3.small", null, 2, 6144, 20))
                .network(new CloudFixture.Network("public", null, true))
                .template(template("1.31", "kube-1.31", Map.of("capi_helm_chart_version", "0.10.1")))
                .template(template("1.32", "kube-1.32", Map.of("capi_helm_chart_version", "0.14.1")))
                .template(template("1.33", "kube-1.33", Map.of("capi_helm_chart_version", "0.16.0")))
                .template(template("1.33-no-chart", "kube-1.33", Map.of()));
        return new SmallCloud(more.apply(builder).build());
    }

    static CloudFixture.Template template(String name, String image, Map<String, String> labels) {
        return new CloudFixture.Template(
                name, null, image, "m3.small", null, "public", null, "calico", null, labels, false, false, null);
    }

    /** A cluster of the template 1.31 that exists at the start. */
    static CloudFixture.Cluster cluster(String name, Duration age) {
        return new CloudFixture.Cluster(name, null, "1.31", null, null, 1, 1, null, null, Map.of(), List.of(), age);
    }

    Login.Answer create(String name, String template) throws Exception {
        return operator.magnum(
                "POST", "/v1/clusters", new JsonFields().with("name", name).with("cluster_template_id", template));
    }

    Login.Answer upgrade(String cluster, String template) throws Exception {
        return operator.magnum(
                "POST",
                "/v1/clusters/" + cluster + "/actions/upgrade",
                new JsonFields().with("cluster_template", template).with("max_batch_size", 1));
    }

    Login.Answer resize(String cluster, int count) throws Exception {
        return operator.magnum(
                "POST", "/v1/clusters/" + cluster + "/actions/resize", JsonFields.of("node_count", count));
    }

    Login.Answer delete(String cluster) throws Exception {
        return operator.magnum("DELETE", "/v1/clusters/" + cluster, null);
    }

    JsonNode awaitStatus(String cluster, String status) {
        return Awaitility.await(cluster + " " + status)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> operator.magnum("GET", "/v1/clusters/" + cluster, null)
                                .json(),
                        shown -> shown.path("status").asText().equals(status));
    }

    void awaitGone(String cluster) {
        Awaitility.await(cluster + " gone")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        operator.magnum("GET", "/v1/clusters/" + cluster, null).status() == 404);
    }

    /** Waits until as much time has passed as a cluster takes that is created now. */
    void awaitACreationsTime() throws Exception {
        create("clock", "1.33");
        awaitStatus("clock", "CREATE_COMPLETE");
        delete("clock");
        awaitGone("clock");
    }

    @Override
    public void close() {
        cloud.close();
    }
}

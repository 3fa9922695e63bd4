// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.proxy.FaultPolicy;
import org.rekindle.lab.proxy.FaultProxy;
import org.rekindle.lab.proxy.Recorder;
import org.rekindle.lab.proxy.TransitTime;

/** What is recorded of a cloud, in the form of the recordings that the simulated one is held against. */
final class RecorderTest {

    @TempDir
    private Path folder;

    @Test
    void writesDownWhatMagnumIsAskedAndAnswersAndNoSecret() throws Exception {
        Recorder recorder = new Recorder(folder, 1);
        try (SmallCloud small = SmallCloud.start();
                FaultProxy proxy = new FaultProxy(
                        List.of(small.cloud.identityUrl().replaceFirst("/v3$", ""), small.cloud.magnumUrl()),
                        FaultPolicy.NONE,
                        TransitTime.NOTHING,
                        recorder)) {
            String token = small.operator.token();
            send(proxy.behind(small.cloud.identityUrl()) + "/auth/tokens", token, null);
            String clusters = proxy.behind(small.cloud.magnumUrl()) + "/v1/clusters";
            send(clusters, token, JsonFields.write(JsonFields.of("name", "hub").with("cluster_template_id", "1.33")));
            send(clusters + "?limit=1", token, null);

            assertThat(recorder.count()).isEqualTo(2);
            JsonNode created = JsonFields.read(Files.readString(folder.resolve("001-post-clusters.json")));
            assertThat(created.at("/request/method").asText()).isEqualTo("POST");
            assertThat(created.at("/request/path").asText()).isEqualTo("/v1/clusters");
            assertThat(created.at("/request/body/name").asText()).isEqualTo("hub");
            assertThat(created.at("/request/headers/X-Auth-Token").asText()).isEqualTo("<token of user-1>");
            assertThat(created.at("/request/headers/OpenStack-API-Version").asText())
                    .isEqualTo("container-infra 1.14");
            assertThat(created.at("/response/status").asInt()).isEqualTo(202);
            assertThat(created.at("/response/body/uuid").asText()).isNotEmpty();
            JsonNode index = JsonFields.read(Files.readString(folder.resolve("index.json")));
            assertThat(index.path("exchanges").findValuesAsText("file"))
                    .containsExactly("001-post-clusters.json", "002-get-clusters.json");
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    assertThat(Files.readString(file)).doesNotContain(token, SmallCloud.PASSWORD, SmallCloud.SECRET);
                }
            }
        }
    }

    private static void send(String url, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("X-Auth-Token", token)
                .header("X-Subject-Token", token)
                .header("Content-Type", "application/json")
                .header("OpenStack-API-Version", "container-infra 1.14");
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.ClientConfigTLS;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalTokenTest {

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-28T20:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

    @SuppressWarnings("NullAway.Init")
    private GuardedTemporal temporal;

    @BeforeEach
    void start() throws IOException {
        temporal = new GuardedTemporal();
    }

    @AfterEach
    void stop() {
        temporal.close();
    }

    @Test
    void aTokenInAFileIsReadAnewWhenItChanges() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        TemporalToken.OfFile token = new TemporalToken.OfFile(file);
        assertThat(token.supply()).isEqualTo("first");

        replace(file, "second\n");
        assertThat(token.supply()).isEqualTo("second");

        Files.delete(file);
        assertThat(token.supply()).as("while the file is replaced").isEqualTo("second");
    }

    @Test
    void aConnectionGoesOnWithTheTokenOfTheDay() throws IOException {
        temporal.token = "monday";
        Path file = Files.writeString(folder.resolve("token"), "monday\n");
        WorkflowServiceStubs stubs = connect(Map.of(TemporalToken.FILE, file.toString()));
        try {
            assertThatCode(() -> poll(stubs)).doesNotThrowAnyException();

            temporal.token = "tuesday";
            assertThatThrownBy(() -> poll(stubs)).isInstanceOf(StatusRuntimeException.class);

            replace(file, "tuesday\n");
            assertThatCode(() -> poll(stubs)).doesNotThrowAnyException();
        } finally {
            stubs.shutdownNow();
        }
    }

    @Test
    void aFileThatHoldsNoTokenIsNamed() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), " \n");

        for (Path file : List.of(empty, folder.resolve("none"))) {
            assertThatThrownBy(() -> new TemporalToken.OfFile(file))
                    .isInstanceOf(RunFailure.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining(TemporalToken.FILE);
        }
    }

    @Test
    void aTokenInTheConfigurationIsReadAnew() {
        AtomicReference<String> key = new AtomicReference<>("second");
        TemporalToken.OfConfiguration token = new TemporalToken.OfConfiguration(
                "first",
                () -> ClientConfigProfile.newBuilder().setApiKey(key.get()).build(),
                clock);
        assertThat(token.supply()).isEqualTo("first");

        later(Duration.ofSeconds(11));
        assertThat(token.supply()).isEqualTo("second");
    }

    @Test
    void aTokenOfAnIdentityProviderIsFetchedAnewBeforeItEnds() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        AtomicReference<String> answer = new AtomicReference<>("{\"access_token\":\"one\",\"expires_in\":100}");
        HttpServer provider = provider(asked, answer);
        try {
            ClientCredentials token = ClientCredentials.of(environment(provider), clock);
            assertThat(token.supply()).isEqualTo("one");
            answer.set("{\"access_token\":\"two\",\"expires_in\":100}");
            later(Duration.ofSeconds(79));
            assertThat(token.supply()).isEqualTo("one");

            later(Duration.ofSeconds(2));
            assertThat(token.supply()).isEqualTo("two");
            assertThat(asked)
                    .hasSize(2)
                    .allMatch(each -> each.contains("grant_type=client_credentials")
                            && each.contains("scope=temporal+write")
                            // worker:s3cret%2B
                            && each.startsWith("Basic d29ya2VyOnMzY3JldCUyQg== "));

            answer.set("<html>maintenance</html>");
            later(Duration.ofSeconds(90));
            assertThat(token.supply()).as("while the provider is away").isEqualTo("two");
        } finally {
            provider.stop(0);
        }
    }

    @Test
    void whatIsMissingOfTheClientCredentialsIsNamed() throws IOException {
        AtomicReference<String> answer = new AtomicReference<>("{}");
        HttpServer provider = provider(new CopyOnWriteArrayList<>(), answer);
        try {
            Map<String, String> whole = environment(provider);
            for (String variable : List.of(ClientCredentials.ID, ClientCredentials.SECRET_FILE)) {
                Map<String, String> less = new HashMap<>(whole);
                less.remove(variable);
                assertFails(less, variable + " is not set");
            }
            assertFails(whole, "its answer has no access_token");
            answer.set("no json");
            assertFails(whole, "its answer is not JSON");
            whole.put(ClientCredentials.URL, "http://login.example.org/token");
            assertFails(whole, "must begin with https://");
            whole.put(ClientCredentials.URL, "no url at all");
            assertFails(whole, "is no URL");
        } finally {
            provider.stop(0);
        }
    }

    private void assertFails(Map<String, String> environment, String why) {
        assertThatThrownBy(() -> ClientCredentials.of(environment, clock))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining(why);
    }

    private Map<String, String> environment(HttpServer provider) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret+\n");
        return new HashMap<>(Map.of(
                ClientCredentials.URL,
                "http://127.0.0.1:" + provider.getAddress().getPort() + "/token",
                ClientCredentials.ID,
                "worker",
                ClientCredentials.SECRET_FILE,
                secret.toString(),
                ClientCredentials.SCOPE,
                "temporal write"));
    }

    private static HttpServer provider(List<String> asked, AtomicReference<String> answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** A token is shown over TLS unless that is switched off by name. */
    private WorkflowServiceStubs connect(Map<String, String> environment) {
        ClientConfigProfile profile = ClientConfigProfile.newBuilder()
                .setAddress(temporal.address())
                .setNamespace("default")
                .setTls(ClientConfigTLS.newBuilder().setDisabled(true).build())
                .build();
        return WorkflowServiceStubs.newServiceStubs(
                TemporalToken.options(profile, environment).build());
    }

    private static void poll(WorkflowServiceStubs stubs) {
        stubs.blockingStub().pollActivityTaskQueue(PollActivityTaskQueueRequest.getDefaultInstance());
    }

    private void later(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private static void replace(Path file, String token) throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, token);
        Files.setLastModifiedTime(file, FileTime.from(before.toInstant().plusSeconds(1)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One request through the proxy, for each thing that can happen to it; the cloud numbers its answers. */
final class FaultProxyTest {

    private static final Duration PAUSE = Duration.ofSeconds(7);

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final Notes time = new Notes();
    private final HttpServer cloud = start();

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("No port is free", e);
        }
    }

    @BeforeEach
    void listen() {
        cloud.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            arrived.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            time.notes.add("arrived");
            byte[] answer = ("answer " + arrived.size()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set(
                            "X-Seen-As",
                            String.valueOf(exchange.getRequestHeaders().getFirst("X-Forwarded-Host")));
            exchange.sendResponseHeaders(202, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        cloud.start();
    }

    @AfterEach
    void stop() {
        cloud.stop(0);
    }

    @Test
    void passesOnWhatIsSparedWithItsQueryBodyAndHeaders() throws Exception {
        try (FaultProxy proxy = proxy(null)) {
            HttpResponse<String> answer = send(proxy);

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("answer 1");
            assertThat(proxy.behind(address() + "/v1"))
                    .isEqualTo(
                            "http://" + answer.headers().firstValue("X-Seen-As").orElseThrow() + "/v1");
            assertThat(arrived).containsExactly("POST /v1/clusters?limit=2 {\"name\":\"hub\"}");
            assertThat(proxy.exchanges())
                    .containsExactly(new Exchange(
                            Operation.CREATE, 1, "/v1/clusters?limit=2", "{\"name\":\"hub\"}", null, List.of(202)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = NetworkFault.class,
            names = {"CUT_BEFORE", "CUT_AFTER", "LATE"})
    void cutsTheConnection(NetworkFault trouble) {
        try (FaultProxy proxy = proxy(trouble)) {
            assertThatThrownBy(() -> send(proxy)).isInstanceOf(IOException.class);
            assertThat(arrived).hasSize(trouble == NetworkFault.CUT_AFTER ? 1 : 0);
        }
    }

    @Test
    void deliversLateWhatItsSenderHasGivenUp() {
        try (FaultProxy proxy = proxy(NetworkFault.LATE)) {
            assertThatThrownBy(() -> send(proxy)).isInstanceOf(IOException.class);
            assertThat(proxy.exchanges()).singleElement().returns(0L, Exchange::carriedOut);

            time.runLate();

            assertThat(arrived).hasSize(1);
            assertThat(proxy.exchanges()).singleElement().returns(1L, Exchange::carriedOut);
            assertThat(time.notes).containsExactly("caught up", "later PT7S", "arrived");
        }
    }

    @Test
    void sendsTwiceAndBringsTheSecondAnswer() throws Exception {
        try (FaultProxy proxy = proxy(NetworkFault.DUPLICATE)) {
            assertThat(send(proxy).body()).isEqualTo("answer 2");
            assertThat(arrived).hasSize(2).allMatch(arrived.get(0)::equals);
            assertThat(proxy.exchanges()).singleElement().returns(2L, Exchange::carriedOut);
        }
    }

    @Test
    void letsTimePassBeforeTheRequestOrBeforeTheAnswer() throws Exception {
        try (FaultProxy proxy = proxy(NetworkFault.SLOW_REQUEST)) {
            assertThat(send(proxy).statusCode()).isEqualTo(202);
        }
        try (FaultProxy proxy = proxy(NetworkFault.SLOW_ANSWER)) {
            assertThat(send(proxy).statusCode()).isEqualTo(202);
        }
        assertThat(time.notes).containsExactly("caught up", "PT7S", "arrived", "caught up", "arrived", "PT7S");
    }

    @ParameterizedTest
    @EnumSource(
            value = NetworkFault.class,
            names = {"ERROR_BEFORE", "ERROR_AFTER", "TOO_MANY"})
    void answersInPlaceOfTheCloudWithAPageForPeople(NetworkFault trouble) throws Exception {
        try (FaultProxy proxy = proxy(trouble)) {
            HttpResponse<String> answer = send(proxy);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).startsWith("<html>");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(arrived).hasSize(trouble == NetworkFault.ERROR_AFTER ? 1 : 0);
        }
    }

    @Test
    void whatOneServiceTellsOfAnotherLeadsThroughTheProxy() throws Exception {
        HttpServer identity = start();
        identity.createContext("/", exchange -> {
            byte[] catalogue = ("the service is at " + address() + "/v1").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, catalogue.length);
            exchange.getResponseBody().write(catalogue);
            exchange.close();
        });
        identity.start();
        String keystone = "http://127.0.0.1:" + identity.getAddress().getPort();
        try (FaultProxy proxy = new FaultProxy(List.of(keystone, address()), FaultPolicy.NONE, time)) {
            HttpClient client = HttpClient.newHttpClient();
            String told = client.send(
                            HttpRequest.newBuilder(URI.create(proxy.behind(keystone + "/v3/auth/catalog")))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(told).isEqualTo("the service is at " + proxy.behind(address()) + "/v1");

            client.send(
                    HttpRequest.newBuilder(URI.create(told.replaceFirst(".* ", "") + "/clusters?limit=2"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(arrived).containsExactly("GET /v1/clusters?limit=2 ");
            assertThat(proxy.exchanges()).extracting(Exchange::operation).contains(Operation.LIST_CLUSTERS);
        } finally {
            identity.stop(0);
        }
    }

    private FaultProxy proxy(@Nullable NetworkFault trouble) {
        return new FaultProxy(
                List.of(address()), (operation, number) -> new FaultPolicy.Verdict(trouble, 503, PAUSE, true), time);
    }

    private String address() {
        return "http://127.0.0.1:" + cloud.getAddress().getPort();
    }

    private HttpResponse<String> send(FaultProxy proxy) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(proxy.behind(address() + "/v1/clusters?limit=2")))
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"hub\"}"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** A time that stands still and takes notes. */
    private static final class Notes implements TransitTime {

        private final List<String> notes = new CopyOnWriteArrayList<>();
        private final List<Runnable> late = new ArrayList<>();

        @Override
        public void catchUp() {
            notes.add("caught up");
        }

        @Override
        public void pass(Duration time) {
            notes.add(time.toString());
        }

        @Override
        public synchronized void later(Duration time, Runnable task) {
            notes.add("later " + time);
            late.add(task);
        }

        synchronized void runLate() {
            late.forEach(Runnable::run);
        }
    }
}

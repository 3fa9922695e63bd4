// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user misses who comes back to a hub that has lost something. */
final class UserOfBeforeTest {

    private static final String NO_SERVER = "{\"servers\": {}}";
    private static final String READY = "{\"servers\": {\"\": {\"ready\": true}}}";

    private final Map<String, String> bodies = new HashMap<>();
    private final AtomicInteger startsThatFail = new AtomicInteger();
    private HttpServer hub;
    private UserOfBefore user;

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        hub.createContext("/", this::answer);
        hub.start();
        user = new UserOfBefore(
                HttpClient.newHttpClient(),
                URI.create("http://127.0.0.1:" + hub.getAddress().getPort() + "/"));
        bodies.put("/hub/api/", "{\"version\": \"5\"}");
        bodies.put("/hub/api/user", "{\"name\": \"ada\"}");
        bodies.put("/hub/api/users/ada", NO_SERVER);
        bodies.put("/hub/api/users/ada/tokens", "{\"token\": \"secret\"}");
        bodies.put("/hub/api/users/ada/server", "{}");
        bodies.put("/user/ada/api/contents/before.txt", "{}");
    }

    @AfterEach
    void stop() {
        hub.stop(0);
    }

    @Test
    void nothingWhenTokenAndFileAreThere() {
        user.settle("service");

        assertThat(user.misses()).isEmpty();
        assertThat(user.token()).contains("secret");
    }

    @Test
    void theTokenThatTheHubForgot() {
        user.settle("service");
        bodies.remove("/hub/api/user");

        assertThat(user.misses()).contains("The hub does not know user ada by the token from before: it answers 404.");
    }

    @Test
    void theFileOfAnEmptyVolume() {
        user.settle("service");
        bodies.remove("/user/ada/api/contents/before.txt");

        assertThat(user.misses())
                .contains("User ada does not find before.txt as it was before: the server answers 404.");
    }

    @Test
    void nothingWhenTheServerStartsAtTheSecondTry() {
        user.settle("service");
        startsThatFail.set(1);

        assertThat(user.misses()).isEmpty();
    }

    @Test
    void theServerThatDoesNotStart() {
        user.settle("service");
        bodies.remove("/hub/api/users/ada/server");

        assertThat(user.misses().orElseThrow())
                .startsWith("User ada cannot work as before: POST hub/api/users/ada/server was answered by 404");
    }

    @Test
    void everythingWhoWasNeverThere() {
        assertThat(user.misses()).contains("User ada has never been at the hub.");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            String written = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("PUT")) {
                bodies.put(path, written);
            }
            if (path.equals("/hub/api/users/ada/server")) {
                bodies.put("/hub/api/users/ada", startsThatFail.getAndDecrement() > 0 ? NO_SERVER : READY);
            }
            String answer = bodies.get(path);
            byte[] bytes = String.valueOf(answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}

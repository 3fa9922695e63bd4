// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of the users that proofs have left on a hub. */
final class ProofUsersTest {

    private HttpServer hub;
    private String asked = "";

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.stop(0);
    }

    @Test
    void nothingWhereOthersAlone() {
        answers(200, """
                [{"name": "ada", "servers": {"": {}}}, {"name": "canary-3f", "servers": {}}, {"name": "not-rekindle-canary-1"}]
                """);

        assertThat(left()).isEmpty();
        assertThat(asked).isEqualTo("GET /hub/api/users by token service");
    }

    @Test
    void eachThatIsThereWithItsServers() {
        answers(200, """
                [{"name": "rekindle-canary-1", "servers": {}}, {"name": "proof-2", "servers": {"": {"ready": true}, "second": {}}}]
                """);

        assertThat(left())
                .containsExactly(
                        "A proof has left user rekindle-canary-1 on the hub, with no server.",
                        "A proof has left user proof-2 on the hub, with server \"\" and server \"second\".");
    }

    @Test
    void aHubThatDoesNotSay() {
        answers(403, "{\"message\": \"Action is not authorized with current scopes\"}");
        assertThat(left())
                .containsExactly("The hub could not be asked whether a proof has left a user there: it answers 403.");

        hub.stop(0);
        assertThat(left())
                .singleElement()
                .asString()
                .startsWith("The hub could not be asked whether a proof has left a user there: GET hub/api/users");
    }

    @Test
    void aHubThatAnswersWithAPage() {
        answers(200, "<html>");

        assertThat(left()).singleElement().asString().contains("could not be asked");
    }

    private List<String> left() {
        return new ProofUsers(
                        HttpClient.newHttpClient(),
                        URI.create("http://127.0.0.1:" + hub.getAddress().getPort() + "/"))
                .left("service", Set.of("rekindle-canary-", "proof-"));
    }

    private void answers(int status, String body) {
        hub.createContext("/", exchange -> {
            try (exchange) {
                asked = exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getPath() + " by "
                        + exchange.getRequestHeaders().getFirst("Authorization");
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }
}

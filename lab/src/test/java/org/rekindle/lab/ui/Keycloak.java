// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.ui;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.FreePorts;
import org.rekindle.lab.process.Lifeline;

/**
 * A real Keycloak with one realm, one client, set as {@code docs/fleet.md} says, and one person who logs in with a password. All that it
 * knows is in memory.
 */
final class Keycloak implements AutoCloseable {

    static final String CLIENT = "rekindle";
    static final String PERSON = "cleo";
    static final String PASSWORD = "a-password-for-tests";

    /** What Keycloak gives the person as {@code sub}. */
    static final String SUBJECT = "5f9a6c1e-1f0a-4a53-9d0c-3b1f4f0f7a11";

    /** It builds itself first, on a busy machine. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String issuer;
    private final ChildProcess process;

    /**
     * Starts it, and waits until it answers.
     *
     * @param folder for its log
     * @param callback to which it may send a browser back
     */
    Keycloak(Path folder, String callback) throws IOException {
        Path home = Path.of(Objects.requireNonNull(
                System.getProperty("rekindle.keycloak"), "make it-oidc says where Keycloak was unpacked"));
        JSON.writeValue(
                Files.createDirectories(home.resolve("data/import"))
                        .resolve("people.json")
                        .toFile(),
                realm(callback));
        int port = FreePorts.take();
        issuer = "http://127.0.0.1:" + port + "/realms/people";
        Path log = folder.resolve("keycloak.log");
        process = ChildProcess.start(
                Lifeline.best(),
                List.of(
                        "sh",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--db=dev-mem",
                        "--cache=local",
                        "--import-realm"),
                log,
                Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS_APPEND", "-Xmx512m"));
        try {
            URI configuration = URI.create(issuer + "/.well-known/openid-configuration");
            await("Keycloak")
                    .atMost(START)
                    .failFast("Keycloak ended; its words are in " + log, () -> !process.isAlive())
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> HttpClient.newHttpClient()
                                    .send(
                                            HttpRequest.newBuilder(configuration)
                                                    .build(),
                                            HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200);
        } catch (RuntimeException failed) {
            process.kill();
            throw failed;
        }
    }

    /** What the fleet file calls {@code oidc.issuer}. */
    String issuer() {
        return issuer;
    }

    /** Types into Keycloak's own form, and sends it. */
    static void logIn(Browser browser, String password) {
        browser.evaluate("document.getElementById('username').value = '" + PERSON + "'");
        browser.evaluate("document.getElementById('password').value = '" + password + "'");
        browser.evaluate("document.getElementById('kc-login').click()");
    }

    /** Lets the client have what it asked for on another device. */
    static void grant(Browser browser) {
        browser.evaluate("document.querySelector('[name=accept]').click()");
    }

    @Override
    public void close() {
        process.kill();
    }

    private static ObjectNode realm(String callback) {
        ObjectNode realm = JSON.createObjectNode().put("realm", "people").put("enabled", true);
        ObjectNode client = realm.putArray("clients")
                .addObject()
                .put("clientId", CLIENT)
                .put("publicClient", true)
                .put("standardFlowEnabled", true)
                .put("directAccessGrantsEnabled", false);
        client.putArray("redirectUris").add(callback);
        client.putArray("defaultClientScopes").add("basic");
        client.putObject("attributes")
                .put("oauth2.device.authorization.grant.enabled", "true")
                .put("pkce.code.challenge.method", "S256");
        realm.putArray("users")
                .addObject()
                .put("id", SUBJECT)
                .put("username", PERSON)
                .put("email", PERSON + "@example.org")
                .put("emailVerified", true)
                .put("firstName", "Cleo")
                .put("lastName", "Example")
                .put("enabled", true)
                .putArray("credentials")
                .addObject()
                .put("type", "password")
                .put("value", PASSWORD)
                .put("temporary", false);
        return realm;
    }
}

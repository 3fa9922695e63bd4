// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rekindle.lab.ui.Browser;

/** A notebook on a server that BinderHub has launched, as a visitor sees it in a browser. */
final class LaunchedNotebook {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 440;
    private static final String NAME = "canary.ipynb";
    private static final String CELL = """
            import platform, socket

            print(f"Python {platform.python_version()} in pod {socket.gethostname()}")
            sum(range(101))""";

    /** What the cell says, and the source does not. */
    private static final List<String> SAID = List.of("in pod jupyter-", "5050");

    private final RealSite site;
    private final URI server;
    private final String token;

    private LaunchedNotebook(RealSite site, URI server, String token) {
        this.site = site;
        this.server = server;
        this.token = token;
    }

    /** Has BinderHub build and launch, and puts the notebook there. */
    static LaunchedNotebook launch(RealSite site, URI build) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(build).build();
        JsonNode ready;
        try (Stream<String> lines =
                site.visitor().send(request, BodyHandlers.ofLines()).body()) {
            ready = lines.filter(line -> line.startsWith("data:"))
                    .map(line -> HubJson.parse("an event of BinderHub", line.substring("data:".length())))
                    .filter(event -> List.of("ready", "failed")
                            .contains(event.path("phase").asText()))
                    .findFirst()
                    .orElseThrow(() -> new IOException("BinderHub ended its answer too early"));
        }
        if (!ready.has("url")) {
            throw new IOException("BinderHub says: " + ready.path("message").asText());
        }
        LaunchedNotebook launched = new LaunchedNotebook(
                site,
                URI.create(ready.path("url").asText()),
                ready.path("token").asText());
        launched.put();
        return launched;
    }

    /** Opens it in Chromium, and runs its cell. The picture is taken when the output is there. */
    byte[] runIn(Path chromium, Path folder) throws IOException {
        try (Browser browser = new Browser(
                chromium,
                folder,
                WIDTH,
                HEIGHT,
                "--proxy-server=http://127.0.0.1:" + site.gateway(),
                "--ignore-certificate-errors-spki-list=" + publicKey())) {
            browser.open(server.resolve("lab/tree/" + NAME + "?token=" + token).toString());
            awaitTrue(browser, "document.querySelector('.jp-CodeCell .cm-content') !== null");
            browser.click(".jp-CodeCell .cm-content");
            // Before the status bar says so, the page has no kernel that it could ask, and forgets the click.
            await("the kernel").atMost(PATIENCE).until(browser::text, text -> text.contains("(ipykernel) | Idle"));
            browser.click("[data-jp-item-name=run] jp-button");
            await("what the cell says")
                    .atMost(PATIENCE)
                    .until(browser::text, text -> SAID.stream().allMatch(text::contains));
            browser.evaluate("document.querySelectorAll('.Toastify').forEach(toast => toast.remove())");
            return browser.picture();
        }
    }

    private void put() throws IOException, InterruptedException {
        Map<String, Object> cell = Map.of(
                "cell_type",
                "code",
                "id",
                "canary",
                "execution_count",
                0,
                "metadata",
                Map.of(),
                "outputs",
                List.of(),
                "source",
                CELL);
        Map<String, Object> kernel = Map.of("name", "python3", "display_name", "Python 3", "language", "python");
        Map<String, Object> notebook = Map.of(
                "cells", List.of(cell), "metadata", Map.of("kernelspec", kernel), "nbformat", 4, "nbformat_minor", 5);
        int status = site.visitor()
                .send(
                        HttpRequest.newBuilder(server.resolve("api/contents/" + NAME))
                                .header("Authorization", "token " + token)
                                .PUT(BodyPublishers.ofString(
                                        HubJson.text(Map.of("type", "notebook", "content", notebook))))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        if (status != 201) {
            throw new IOException("the server does not take the notebook: " + status);
        }
    }

    /** Of the site's certificate, as Chromium wants it to be named. */
    private String publicKey() throws IOException {
        try {
            byte[] key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(
                            Files.readAllBytes(site.files().certificate())))
                    .getPublicKey()
                    .getEncoded();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (GeneralSecurityException unusable) {
            throw new IOException("not a certificate", unusable);
        }
    }

    private static void awaitTrue(Browser browser, String expression) {
        await(expression)
                .atMost(PATIENCE)
                .until(() -> browser.evaluate(expression).equals("true"));
    }
}

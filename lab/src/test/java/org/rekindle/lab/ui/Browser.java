// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.ui;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.Lifeline;

/** Headless Chromium with one page, steered by its DevTools protocol. */
public final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Duration START = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildProcess process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final DevTools page;

    /**
     * Starts Chromium with a profile of its own.
     *
     * @param folder for the profile and the log
     * @param width of the window in CSS pixels
     * @param options more of Chromium's own
     */
    public Browser(Path binary, Path folder, int width, int height, String... options) throws IOException {
        Files.createDirectories(folder);
        Path log = folder.resolve("chromium.log");
        Path profile = folder.resolve("profile");
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--lang=en-US",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile));
        command.addAll(List.of(options));
        command.add("about:blank");
        process = ChildProcess.start(Lifeline.best(), command, log, Map.of("TZ", "UTC"));
        try {
            page = new DevTools(client, pageOf(port(profile.resolve("DevToolsActivePort"), log)));
            resize(width, height);
        } catch (RuntimeException failed) {
            process.kill();
            throw failed;
        }
    }

    /** Where Chromium or Chrome is on PATH. */
    public static Optional<Path> find() {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Gives the window another size, in CSS pixels. */
    void resize(int width, int height) {
        page.send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Gives it an authenticator that makes passkeys and knows who is there, as that of a telephone does. */
    void addAuthenticator() {
        page.send("WebAuthn.enable", Map.of());
        page.send(
                "WebAuthn.addVirtualAuthenticator",
                Map.of(
                        "options",
                        Map.of(
                                "protocol",
                                "ctap2",
                                "transport",
                                "internal",
                                "hasResidentKey",
                                true,
                                "hasUserVerification",
                                true,
                                "isUserVerified",
                                true,
                                "automaticPresenceSimulation",
                                true)));
    }

    /** Goes to an address; what it shows comes later. */
    public void open(String address) {
        page.send("Page.navigate", Map.of("url", address));
    }

    /** What the page says, with its frames, as a reader sees it. */
    public String text() {
        return evaluate("""
            [document, ...[...document.querySelectorAll('iframe')].map(frame => frame.contentDocument)]
                .map(each => each && each.body ? each.body.innerText : '').join('\\n')\
            """);
    }

    /** The markup of the page. */
    String markup() {
        return evaluate("document.documentElement.outerHTML");
    }

    /** The value of a JavaScript expression as text. */
    public String evaluate(String expression) {
        JsonNode result = page.send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException("The page cannot do that: " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value").asText();
    }

    /** Clicks with the mouse in the middle of an element. */
    public void click(String selector) {
        String[] middle = evaluate("""
            (box => (box.x + box.width / 2) + ' ' + (box.y + box.height / 2))(
                document.querySelector('%s').getBoundingClientRect())\
            """.formatted(selector)).split(" ");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            page.send(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            Double.valueOf(middle[0]),
                            "y",
                            Double.valueOf(middle[1]),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** Types into whatever has the focus. */
    void type(String text) {
        page.send("Input.insertText", Map.of("text", text));
    }

    /** The window as PNG. */
    public byte[] picture() {
        return Base64.getDecoder()
                .decode(page.send("Page.captureScreenshot", Map.of("format", "png"))
                        .path("data")
                        .asText());
    }

    @Override
    public void close() {
        page.close();
        process.kill();
    }

    private int port(Path file, Path log) {
        return await("Chromium's port")
                .atMost(START)
                .failFast("Chromium ended; its words are in " + log, () -> !process.isAlive())
                .until(() -> portIn(file), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<Integer> portIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().map(Integer::valueOf);
        }
    }

    private URI pageOf(int port) {
        URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
        return await("Chromium's page")
                .atMost(START)
                .until(
                        () -> {
                            String body = client.send(
                                            HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                                    .body();
                            return StreamSupport.stream(JSON.readTree(body).spliterator(), false)
                                    .filter(each -> each.path("type").asText().equals("page"))
                                    .map(each -> URI.create(
                                            each.path("webSocketDebuggerUrl").asText()))
                                    .findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }
}

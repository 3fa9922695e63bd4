// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.odd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rekindle.activities.hub.HttpHubActivities;
import org.rekindle.workflows.api.HubActivities.HubTarget;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.HubSighting;

/** Whatever answers where a hub should: only a hub's own answer is taken for one. */
@Timeout(60)
class OddHubTest {

    private static final String HEALTH = "/hub/api/health";
    private static final String VERSION = "/hub/api/";
    private static final String BINDER = "/health";
    private static final String PAGE = "<!DOCTYPE html><html><title>Sign in</title></html>";
    private static final String GOOD_VERSION = "{\"version\": \"5.5.0\"}";
    private static final String GOOD_BINDER = "{\"ok\": true, \"checks\": ["
            + "{\"service\": \"Docker registry\", \"ok\": true},"
            + "{\"service\": \"Pod quota\", \"ok\": false, \"_ignore_failure\": true}]}";

    private static final List<Integer> STATUSES =
            List.of(200, 204, 206, 300, 302, 304, 400, 401, 403, 404, 429, 500, 502, 503);

    private static final List<String> BODIES = List.of(
            "",
            " \n",
            PAGE,
            "<html><head><meta http-equiv=refresh content='0;url=/login'></head></html>",
            "OK",
            "5.5.0",
            "null",
            "true",
            "{",
            "[".repeat(5_000),
            "{\"status\": \"ok\"}",
            "{\"version\": null}",
            "{\"version\": 5.5}",
            "{\"version\": \"\"}",
            "{\"version\": \"unknown\"}",
            "{\"version\": {\"x\": 1}}",
            "[" + GOOD_VERSION + "]",
            GOOD_VERSION + PAGE,
            "x".repeat(2_000_000),
            "\u0000\u00ff\ufffd");

    /** What a path answers. */
    private record Answer(int status, String type, String body, Map<String, String> headers) {

        static Answer of(int status, String type, String body) {
            return new Answer(status, type, body, Map.of());
        }

        static Answer to(String location) {
            return new Answer(302, "text/html", "", Map.of("Location", location));
        }
    }

    private final HttpHubActivities hubs = new HttpHubActivities();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aHubIsWellByItsVersionInTheHeaderOrTheBody() {
        answers.put(HEALTH, Answer.of(200, "text/html", ""));
        answers.put(VERSION, Answer.of(200, "application/json", GOOD_VERSION));
        assertThat(hub().healthy()).isTrue();

        answers.put(
                VERSION,
                new Answer(200, "text/plain; charset=iso-8859-1", GOOD_VERSION, Map.of("Content-Encoding", "gzip")));
        assertThat(hub().healthy()).isTrue();

        answers.put(VERSION, Answer.to("/hub/api"));
        answers.put("/hub/api", Answer.of(200, "application/json", "\uFEFF" + GOOD_VERSION));
        assertThat(hub().healthy()).as(hub().detail()).isTrue();

        answers.put(VERSION, Answer.of(403, "text/html", PAGE));
        answers.put(HEALTH, new Answer(200, "text/html", "", Map.of("X-JupyterHub-Version", "5.5.0")));
        assertThat(hub().healthy()).isTrue();
    }

    /** oauth2-proxy, as it was seen; whoever follows it arrives at a page with 200. */
    @Test
    void hubLoginPage() {
        answers.put(HEALTH, Answer.to("/oauth2/sign_in?rd=x"));
        answers.put("/oauth2/sign_in", Answer.of(200, "text/html", "<html><title>Sign in</title></html>"));

        assertThat(hub())
                .isEqualTo(new HubSighting(
                        false,
                        "JupyterHub at " + base() + " is not well: it leads to another address, at 127.0.0.1:"
                                + " a login or another page stands in front."));
    }

    @Test
    void aPageThatAnswersEverythingIsNoHub() {
        answers.put("/", Answer.of(200, "text/html", PAGE));

        assertThat(hub().detail())
                .endsWith("is not well: HTTP 200 with a page: a login or another page stands in front.");
    }

    @Test
    void whatLeadsElsewhereIsNotFollowedInFaith() {
        answers.put(VERSION, Answer.of(200, "application/json", GOOD_VERSION));
        answers.put("/other", Answer.of(200, "application/json", GOOD_VERSION));
        for (String location : List.of(
                "http://localhost:" + server.getAddress().getPort() + HEALTH,
                "/other",
                HEALTH,
                "http://user:S3cretCanary@127.0.0.1:1/hub/api/health?token=S3cretCanary",
                "gopher://x/",
                "http://" + "x".repeat(300) + "/",
                "http://bad host/",
                "")) {
            answers.put(HEALTH, Answer.to(location));
            assertPlain(hub(), location);
            assertThat(hub().healthy()).as(location).isFalse();
        }
    }

    @Test
    void onlyAnEmptyOrJsonHealthAndAVersionMakeAHub() {
        List<String> wrong = new ArrayList<>();
        for (int status : STATUSES) {
            for (String body : bodies(status)) {
                answers.put(HEALTH, Answer.of(status, "text/html", body));
                answers.put(VERSION, Answer.of(200, "application/json", GOOD_VERSION));
                boolean isPlain = body.isBlank() || body.matches("[\\[{].*[\\]}]") && !body.startsWith("[[");
                check(status == 200 && isPlain, hub(), "health " + status + " " + start(body), wrong);

                answers.put(HEALTH, Answer.of(200, "text/html", ""));
                answers.put(VERSION, Answer.of(status, "application/json", body));
                check(false, hub(), "version " + status + " " + start(body), wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void onlyAllOfBinderHubsOwnAnswerMakesABinderHub() throws IOException {
        List<String> wrong = new ArrayList<>();
        answers.put(BINDER, Answer.of(200, "application/json", GOOD_BINDER));
        check(true, binder(), "good", wrong);
        for (int status : STATUSES) {
            for (String body : bodies(status)) {
                answers.put(BINDER, Answer.of(status, "application/json", body));
                check(false, binder(), status + " " + start(body), wrong);
            }
        }
        for (OddValues.Odd odd : OddValues.of(new ObjectMapper().readTree(GOOD_BINDER))) {
            answers.put(
                    BINDER, Answer.of(200, "application/json", odd.document().toString()));
            boolean ok = odd.document().path("ok").isBoolean()
                    && odd.document().path("ok").booleanValue();
            boolean all = odd.document().path("checks").isArray();
            for (var check : odd.document().path("checks")) {
                all &= check.path("ok").asBoolean()
                        || check.path("_ignore_failure").asBoolean();
            }
            check(ok && all, binder(), odd.what(), wrong);
        }
        answers.put(BINDER, Answer.to("/other"));
        answers.put("/other", Answer.of(200, "application/json", GOOD_BINDER));
        check(false, binder(), "led elsewhere", wrong);
        assertThat(wrong).isEmpty();
    }

    /** With any other status than 200 it does not matter much. */
    private static List<String> bodies(int status) {
        return status == 200 ? BODIES : List.of("", PAGE, GOOD_VERSION, GOOD_BINDER);
    }

    private static void check(boolean well, HubSighting seen, String what, List<String> wrong) {
        assertPlain(seen, what);
        if (seen.healthy() != well) {
            wrong.add(what + ": " + seen.detail());
        }
    }

    private static void assertPlain(HubSighting seen, String what) {
        assertThat(seen.detail())
                .as(what)
                .hasSizeLessThan(600)
                .endsWith(".")
                .doesNotContain("Exception", "null", "S3cretCanary", "\n");
    }

    private static String start(String body) {
        return body.substring(0, Math.min(40, body.length()));
    }

    private HubSighting hub() {
        return look(base(), null);
    }

    private HubSighting binder() {
        return look(null, base());
    }

    private HubSighting look(@Nullable String hub, @Nullable String binder) {
        return hubs.look(new HubTarget(
                "odd",
                Verification.of(key -> switch (key) {
                    case "hub" -> hub;
                    case "binder" -> binder;
                    default -> null;
                }),
                Duration.ofSeconds(1)));
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Answer answer = answers.getOrDefault(path, answers.getOrDefault("/", Answer.of(404, "text/html", PAGE)));
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        byte[] body = answer.headers().containsKey("Content-Encoding")
                ? gzip(answer.body())
                : answer.body().getBytes(StandardCharsets.UTF_8);
        boolean empty = body.length == 0 || answer.status() == 204 || answer.status() == 304;
        exchange.sendResponseHeaders(answer.status(), empty ? -1 : body.length);
        try (exchange) {
            if (!empty) {
                exchange.getResponseBody().write(body);
            }
        } catch (IOException left) {
            // The reader has had enough of it, as of the huge ones.
            exchange.close();
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}

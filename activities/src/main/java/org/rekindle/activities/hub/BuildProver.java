// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.http.UrlSecrets;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.model.BuildProof;
import org.rekindle.workflows.model.FailureCode;

/**
 * Builds and launches a repository as a user would, by BinderHub's event stream.
 *
 * <p>A build pod that finds no node gives keep-alives and no other sign for hours, so the deadline is ours. A stream that is
 * silent for longer than three keep-alives is broken.
 */
final class BuildProver {

    /** BinderHub sends a keep-alive every 25 s. */
    private static final Duration SILENCE = Duration.ofSeconds(80);

    private static final int LONGEST_MESSAGE = 500;

    private final HttpClient client;
    private final LaunchedServer servers;
    private final Clock clock;
    private final Consumer<List<String>> beat;

    /** @param beat told all phases so far, whenever there is a new one */
    BuildProver(HttpClient client, LaunchedServer servers, Clock clock, Consumer<List<String>> beat) {
        this.client = client;
        this.servers = servers;
        this.clock = clock;
        this.beat = beat;
    }

    BuildProof prove(String binderUrl, String spec, BuildStory story, Instant deadline) {
        URI uri = HubHttp.below(binderUrl, "build/" + spec);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Accept", "text/event-stream")
                .GET()
                .build();
        try (LineQueue lines = new LineQueue()) {
            CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, lines::take);
            CompletableFuture<HttpResponse<Void>> ended = answer.whenComplete((response, reason) -> {
                if (reason != null) {
                    lines.onError(reason);
                }
            });
            try {
                return follow(lines, story, deadline);
            } finally {
                answer.cancel(true);
                ended.cancel(true);
            }
        } catch (InterruptedException e) {
            throw HubHttp.interrupted();
        }
    }

    private BuildProof follow(LineQueue lines, BuildStory story, Instant deadline) throws InterruptedException {
        EventStreamParser parser = new EventStreamParser();
        while (true) {
            Duration left = Duration.between(clock.instant(), deadline);
            if (left.isNegative() || left.isZero()) {
                return notReady(story, "The time for the proof ran out in phase " + story.last() + ".");
            }
            boolean lastWait = left.compareTo(SILENCE) < 0;
            LineQueue.Item item = lines.next(lastWait ? left : SILENCE);
            BuildEvent event = null;
            if (item instanceof LineQueue.Item.Head head) {
                check(head);
            } else if (item instanceof LineQueue.Item.Line line) {
                event = parser.accept(line.text()).flatMap(BuildEvent::parse).orElse(null);
            } else if (item instanceof LineQueue.Item.End end) {
                throw broken(story, end.reason() == null ? "it ended" : HubHttp.reason(end.reason()));
            } else if (!lastWait) {
                throw broken(story, "nothing came for " + SILENCE.toSeconds() + " s, not even a keep-alive");
            }
            BuildProof proof = event == null ? null : take(event, story);
            if (proof != null) {
                return proof;
            }
        }
    }

    private @Nullable BuildProof take(BuildEvent event, BuildStory story) {
        if (event.phase() != null && story.add(event.phase())) {
            beat.accept(story.phases());
        }
        if (event.isFailed()) {
            return notReady(story, "BinderHub says: " + shorten(event.message()));
        }
        if (!event.isReady()) {
            return null;
        }
        if (event.url() == null || event.token() == null) {
            return notReady(story, "BinderHub says that the server is ready, but not where.");
        }
        LaunchedServer.Answer answer = servers.proveAndStop(event.url(), event.token());
        String what = story.built()
                ? "Built and launched."
                : "The image was in the registry already, so only the launch is proven.";
        return new BuildProof(answer.answers(), story.built(), story.phases(), what + " " + answer.detail());
    }

    private static BuildProof notReady(BuildStory story, String detail) {
        return new BuildProof(false, story.built(), story.phases(), detail);
    }

    private static void check(LineQueue.Item.Head head) {
        int status = head.status();
        if (status == 403 || status == 401) {
            throw Failures.of(FailureCode.ACCESS_DENIED, "BinderHub does not let us build (HTTP " + status + ").");
        }
        if (status == 429 || status >= 500) {
            throw Failures.of(FailureCode.UNAVAILABLE, "BinderHub does not take a build now (HTTP " + status + ").");
        }
        if (status != 200) {
            throw Failures.of(
                    FailureCode.REFUSED,
                    "BinderHub refused the build (HTTP " + status
                            + "): compare the URL of the BinderHub and the build spec.");
        }
        if (!head.contentType().startsWith("text/event-stream")) {
            throw Failures.of(
                    FailureCode.REFUSED,
                    "What answers at the BinderHub's build address is no event stream but " + head.contentType()
                            + ": is the URL right, and does it build without a login?");
        }
    }

    private static ApplicationFailure broken(BuildStory story, String why) {
        return Failures.of(
                FailureCode.UNAVAILABLE,
                "BinderHub's event stream broke off in phase " + story.last() + ": " + why + ".");
    }

    private static String shorten(@Nullable String message) {
        String line = message == null
                ? "nothing on why"
                : UrlSecrets.hide(message).replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : "…" + line.substring(line.length() - LONGEST_MESSAGE);
    }
}

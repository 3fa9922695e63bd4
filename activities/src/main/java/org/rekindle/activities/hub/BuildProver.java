// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.HubActivities.BuildProof;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Builds and launches a repository as a user would, by BinderHub's event stream.
 *
 * <p>A build pod that finds no node gives keep-alives and no other sign for hours, so the deadline is ours. A stream that is
 * silent for longer than three keep-alives is broken. So is one that gives nothing else once the build pod has run: BinderHub watches
 * the pod in turns of 30 s, and a pod that ends between two of them is waited for without an end (seen in 0.1.0; binderhub#648 says that
 * watches are unreliable). Asked again, BinderHub finds the image in the registry, or goes on with the build that is under way.
 */
final class BuildProver {

    /** BinderHub sends a keep-alive every 25 s. */
    private static final Duration SILENCE = Duration.ofSeconds(80);

    /** A build that says less is asked for again, each time after twice as long: BinderHub may limit requests, to ten an hour. */
    private static final Duration QUIET = Duration.ofMinutes(2);

    private static final int MOST_DOUBLED = 4;

    private static final int LONGEST_MESSAGE = 500;

    private final HubHttp http;
    private final LaunchedServer servers;
    private final Clock clock;
    private final Consumer<List<String>> beat;
    private final Duration quiet;

    /**
     * For one attempt.
     *
     * @param beat given all phases so far, whenever there is a new one
     * @param attempt its number, from 1 on
     */
    BuildProver(HubHttp http, LaunchedServer servers, Clock clock, Consumer<List<String>> beat, int attempt) {
        this.quiet = QUIET.multipliedBy(1L << Math.max(0, Math.min(attempt - 1, MOST_DOUBLED)));
        this.http = http;
        this.servers = servers;
        this.clock = clock;
        this.beat = beat;
    }

    BuildProof prove(String binderUrl, String spec, BuildPhases story, Instant deadline) {
        URI uri = HubHttp.below(binderUrl, "build/" + spec);
        try (LineQueue lines = http.stream(uri, null)) {
            return follow(lines, story, deadline);
        } catch (InterruptedException e) {
            throw HubHttp.interrupted();
        }
    }

    private BuildProof follow(LineQueue lines, BuildPhases story, Instant deadline) throws InterruptedException {
        EventStreamParser parser = new EventStreamParser();
        Instant heard = clock.instant();
        while (true) {
            Duration left = Duration.between(clock.instant(), deadline);
            if (left.isNegative() || left.isZero()) {
                return notReady(story, late(story.last()));
            }
            boolean lastWait = left.compareTo(SILENCE) < 0;
            LineQueue.Item item = lines.next(lastWait ? left : SILENCE);
            BuildEvent event = null;
            if (item instanceof LineQueue.Item.Head head) {
                check(head);
            } else if (item instanceof LineQueue.Item.Line line) {
                event = parser.accept(line.text()).flatMap(BuildEvent::parse).orElse(null);
            } else if (item instanceof LineQueue.Item.End end) {
                throw broken(story, why(end));
            } else if (!lastWait) {
                throw broken(story, "nothing came for " + SILENCE.toSeconds() + " s, not even a keep-alive");
            }
            if (event != null) {
                heard = clock.instant();
                BuildProof proof = take(event, story);
                if (proof != null) {
                    return proof;
                }
            } else if (!lastWait
                    && story.isBuilding()
                    && Duration.between(heard, clock.instant()).compareTo(quiet) > 0) {
                throw broken(
                        story,
                        "nothing but keep-alives came for " + Text.of(quiet) + ", so the build is asked for again");
            }
        }
    }

    private @Nullable BuildProof take(BuildEvent event, BuildPhases story) {
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
        return new BuildProof(answer.runsCells(), story.built(), story.phases(), proven(story) + " " + answer.detail());
    }

    private static String late(String phase) {
        String late = "The time for the proof ran out in phase " + phase + ".";
        return switch (phase) {
            case "waiting" ->
                late + " No build pod has begun: it finds no node (build_node_selector), or its image cannot be pulled."
                        + " kubectl describe pod -l component=binderhub-build says which.";
            case "launching" ->
                late + " The user's server does not start: it finds no node, or the image cannot be pulled."
                        + " kubectl describe pod -l component=singleuser-server says which.";
            default -> late;
        };
    }

    private static String proven(BuildPhases story) {
        if (story.built()) {
            return "Built and launched.";
        }
        return "The image was in the registry already, so only the launch is proven.";
    }

    private static String why(LineQueue.Item.End end) {
        if (end.reason() == null) {
            return "it ended";
        }
        return HubHttp.reason(end.reason());
    }

    private static BuildProof notReady(BuildPhases story, String detail) {
        return new BuildProof(false, story.built(), story.phases(), detail);
    }

    private static void check(LineQueue.Item.Head head) {
        int status = head.status();
        if (status == 403 || status == 401) {
            throw Failures.of(FailureCode.ACCESS_DENIED, "BinderHub refuses to build for us (HTTP " + status + ").");
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
                    "The BinderHub's build address does not answer with an event stream but with " + head.contentType()
                            + ": is the URL right, and does it build without a login?");
        }
    }

    private static ApplicationFailure broken(BuildPhases story, String why) {
        return Failures.of(
                FailureCode.UNAVAILABLE,
                "BinderHub's event stream broke off in phase " + story.last() + ": " + why + ".");
    }

    private static String shorten(@Nullable String message) {
        if (message == null) {
            return "no reason";
        }
        return ForeignWords.end(message, LONGEST_MESSAGE);
    }
}

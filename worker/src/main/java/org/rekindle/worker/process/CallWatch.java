// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the worker's own calls to Temporal: whether its polls are answered, and whether workflow tasks fail.
 *
 * <p>A worker whose token is expired, or whose server is gone, goes on polling without a message, since the SDK tries for ever. An
 * empty answer and a poll that ran out of its time are answers like others: nothing was to be done.
 */
final class CallWatch implements ClientInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(CallWatch.class);

    private static final Set<String> POLLS = Set.of("PollWorkflowTaskQueue", "PollActivityTaskQueue");
    private static final Set<String> TASKS = Set.of("RespondWorkflowTaskCompleted", "RespondWorkflowTaskFailed");

    /** Refused polls are tried again within seconds, so none within this is no accident. */
    private static final Duration REFUSED = Duration.ofMinutes(1);

    /** A long poll lasts a minute when nothing is to be done. */
    private static final Duration SILENT = Duration.ofSeconds(100);

    private static final int LONGEST_REASON = 200;

    private final Clock clock;
    private final FailingTasks tasks;
    private volatile Instant lastAnswered;
    private volatile @Nullable Refused refused;

    CallWatch(Clock clock, FailingTasks tasks) {
        this.clock = clock;
        this.tasks = tasks;
        this.lastAnswered = clock.instant();
    }

    /** The refusal that holds since the last answer. */
    private record Refused(Code code, String reason, Instant since) {}

    /** Why the worker gets no work, in a sentence; empty while its polls are answered. */
    Optional<String> trouble() {
        Instant now = clock.instant();
        Refused last = refused;
        if (last != null && !now.isBefore(last.since().plus(REFUSED))) {
            return Optional.of("Temporal has refused every poll since " + last.since() + ": " + last.code()
                    + inBrackets(last.reason()) + "." + cure(last.code()));
        }
        if (now.isAfter(lastAnswered.plus(SILENT))) {
            return Optional.of("Temporal has answered no poll since " + lastAnswered + ".");
        }
        return Optional.empty();
    }

    private static String inBrackets(String reason) {
        if (reason.isEmpty()) {
            return "";
        }
        return " (" + reason + ")";
    }

    /** When a poll was last answered, in seconds since 1970. */
    double lastAnswered() {
        return lastAnswered.getEpochSecond();
    }

    private static String cure(Code code) {
        return switch (code) {
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                " Has the worker's token expired? Put a new one into TEMPORAL_API_KEY_FILE; the worker reads it by itself.";
            case UNAVAILABLE -> " Is the server up?";
            default -> "";
        };
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        ClientCall<Q, A> call = next.newCall(method, options);
        String name = String.valueOf(method.getBareMethodName());
        if (POLLS.contains(name) || TASKS.contains(name)) {
            return new Watched<>(call, POLLS.contains(name));
        }
        return call;
    }

    private void pollEnded(Status status) {
        switch (status.getCode()) {
            case OK, DEADLINE_EXCEEDED -> answered();
            // A poll that the worker itself gives up, as at its end, says nothing of the server.
            case CANCELLED -> {}
            default -> refused(status);
        }
    }

    private void answered() {
        lastAnswered = clock.instant();
        if (refused != null) {
            LOG.info("Temporal answers polls again.");
            refused = null;
        }
    }

    private synchronized void refused(Status status) {
        Refused before = refused;
        if (before == null || before.code() != status.getCode()) {
            LOG.warn("Temporal refuses polls: {} ({})", status.getCode(), reason(status));
        }
        refused = new Refused(status.getCode(), reason(status), since(before));
    }

    private Instant since(@Nullable Refused before) {
        if (before == null) {
            return clock.instant();
        }
        return before.since();
    }

    private static String reason(Status status) {
        String said = Objects.requireNonNullElse(status.getDescription(), "").replaceAll("\\s+", " ");
        if (said.length() <= LONGEST_REASON) {
            return said;
        }
        return said.substring(0, LONGEST_REASON) + "...";
    }

    private final class Watched<Q, A> extends SimpleForwardingClientCall<Q, A> {

        private final boolean isPoll;

        Watched(ClientCall<Q, A> call, boolean isPoll) {
            super(call);
            this.isPoll = isPoll;
        }

        @Override
        public void sendMessage(Q message) {
            tasks.sent(message);
            super.sendMessage(message);
        }

        @Override
        public void start(Listener<A> listener, Metadata headers) {
            if (!isPoll) {
                super.start(listener, headers);
                return;
            }
            super.start(
                    new SimpleForwardingClientCallListener<>(listener) {
                        @Override
                        public void onMessage(A message) {
                            tasks.received(message);
                            super.onMessage(message);
                        }

                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            pollEnded(status);
                            super.onClose(status, trailers);
                        }
                    },
                    headers);
        }
    }
}

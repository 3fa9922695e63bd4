// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.ratelimit.FleetSighting;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.model.ratelimit.RunEnd;
import org.rekindle.workflows.model.ratelimit.TeardownRateLimitState;
import org.rekindle.workflows.model.ratelimit.TeardownRateLimitState.Teardown;
import org.rekindle.workflows.model.ratelimit.TeardownRequest;

/**
 * Decides whether one more teardown may begin. Each plan may be right and all of them together wrong: a clock that jumps, or a
 * certificate that something before all clusters serves, makes the whole fleet look expired at once.
 *
 * <p>Pure: it knows neither Temporal nor a clock.
 */
public final class TeardownRateLimitDecision {

    private static final Duration A_DAY = Duration.ofDays(1);

    /** A run that was terminated never says that it has ended; no recovery is at work for as long as this. */
    private static final Duration LONGEST_OPEN = Duration.ofDays(3);

    /** How long an unused permit is valid. */
    private static final Duration PERMIT = Duration.ofHours(4);

    /** A cluster whose run waits is noted as expired again before that is forgotten. */
    private static final Duration NOTE_AGAIN = Duration.ofHours(12);

    /** Of a large fleet all names would be a page of its own. */
    private static final int MOST_NAMED = 20;

    private TeardownRateLimitDecision() {}

    /**
     * The answer, and what is known afterwards.
     *
     * @param state with the teardown when it was permitted
     */
    public record Answer(Permit permit, TeardownRateLimitState state) {}

    /**
     * Answers. The same request of the same run counts once and gets the same answer. A new plan gets a new answer, since another
     * person may have approved it.
     */
    public static Answer ask(TeardownRateLimitState before, TeardownRequest request, Instant now) {
        TeardownRateLimitState state = noteExpired(forget(before, now), request.cluster(), now);
        if (state.teardowns().stream().anyMatch(each -> isPermitted(each, request))) {
            return new Answer(granted(request, now), state);
        }
        return refusal(state, request, now)
                .map(refusal -> new Answer(refused(request, refusal, now), state))
                .orElseGet(() -> new Answer(granted(request, now), begun(state, request, now)));
    }

    /** Why the run must wait, when {@link #ask} would say so and change nothing that anyone goes by; empty otherwise. */
    public static Optional<String> mustWait(TeardownRateLimitState state, TeardownRequest request, Instant now) {
        Instant noted = state.expired().get(request.cluster());
        if (noted == null || !now.isBefore(noted.plus(NOTE_AGAIN))) {
            return Optional.empty();
        }
        return Optional.of(ask(state, request, now).permit())
                .filter(Permit::passing)
                .map(Permit::refusal);
    }

    /** A run has ended, however it did. */
    public static TeardownRateLimitState ended(TeardownRateLimitState state, RunEnd end) {
        Map<String, Instant> expired = new TreeMap<>(state.expired());
        if (end.well()) {
            expired.remove(end.cluster());
        }
        return new TeardownRateLimitState(
                state.teardowns().stream()
                        .map(each -> each.run().equals(end.run()) ? closed(each) : each)
                        .toList(),
                expired);
    }

    /** A survey has looked at the fleet. */
    public static TeardownRateLimitState seen(TeardownRateLimitState state, FleetSighting seen, Instant now) {
        Map<String, Instant> expired = new TreeMap<>(state.expired());
        seen.well().forEach(expired::remove);
        seen.expired().forEach(cluster -> expired.put(cluster, now));
        return new TeardownRateLimitState(state.teardowns(), expired);
    }

    private record Refusal(String sentence, boolean passing, boolean needsPeople) {}

    private static Permit granted(TeardownRequest request, Instant now) {
        return new Permit(
                request.cluster(), request.uuid(), request.planSha256(), null, false, false, now.plus(PERMIT));
    }

    private static Permit refused(TeardownRequest request, Refusal refusal, Instant now) {
        return new Permit(
                request.cluster(),
                request.uuid(),
                request.planSha256(),
                refusal.sentence(),
                refusal.passing(),
                refusal.needsPeople(),
                now.plus(PERMIT));
    }

    private static Optional<Refusal> refusal(TeardownRateLimitState state, TeardownRequest request, Instant now) {
        List<Teardown> others = state.teardowns().stream()
                .filter(each -> !each.run().equals(request.run()))
                .toList();
        return tooManyAtOnce(others, request)
                .or(() -> tooManyInADay(others, request, now))
                .or(() -> tooManyExpired(state, request));
    }

    private static Optional<Refusal> tooManyAtOnce(List<Teardown> others, TeardownRequest request) {
        List<Teardown> open = others.stream().filter(Teardown::open).toList();
        int limit = request.limits().maxConcurrent();
        if (open.size() < limit) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                "Another teardown is under way (" + open.get(0).cluster() + ", since "
                        + open.get(0).at() + "), and the fleet allows " + limit + " at once.",
                true,
                false));
    }

    private static Optional<Refusal> tooManyInADay(List<Teardown> others, TeardownRequest request, Instant now) {
        List<Teardown> today = others.stream()
                .filter(each -> each.at().isAfter(now.minus(A_DAY)))
                .toList();
        String begun = today.size() + " teardowns began within " + Text.of(A_DAY);
        int limit = request.limits().maxPerDay();
        if (today.size() >= limit) {
            return Optional.of(new Refusal(
                    begun + ", and the fleet allows " + limit + "; the next one may begin at "
                            + today.get(0).at().plus(A_DAY) + ".",
                    false,
                    false));
        }
        if (request.unattended() && today.size() >= request.unattendedPerDay()) {
            return Optional.of(new Refusal(
                    begun + ", and the fleet file approves " + request.unattendedPerDay()
                            + " by itself: a human must approve this one.",
                    false,
                    true));
        }
        return Optional.empty();
    }

    private static Optional<Refusal> tooManyExpired(TeardownRateLimitState state, TeardownRequest request) {
        int expired = state.expired().size();
        int percent = request.limits().expiredPercent();
        if (expired <= 1 || expired * 100 < percent * request.clusters()) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                expired + " of " + request.clusters() + " clusters are seen expired (" + names(state) + "), " + percent
                        + " % of the fleet or more: so many at once have one cause. Look for it (clocks, a proxy"
                        + " before the clusters). If there is none, raise rateLimit.expiredPercent in the fleet file.",
                false,
                false));
    }

    private static String names(TeardownRateLimitState state) {
        String first = state.expired().keySet().stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        int more = state.expired().size() - MOST_NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static TeardownRateLimitState forget(TeardownRateLimitState state, Instant now) {
        Map<String, Instant> expired = new TreeMap<>(state.expired());
        expired.values().removeIf(at -> !at.isAfter(now.minus(A_DAY)));
        return new TeardownRateLimitState(
                state.teardowns().stream()
                        .map(each -> each.at().isBefore(now.minus(LONGEST_OPEN)) ? closed(each) : each)
                        .filter(each -> each.open() || each.at().isAfter(now.minus(A_DAY)))
                        .toList(),
                expired);
    }

    private static TeardownRateLimitState noteExpired(TeardownRateLimitState state, String cluster, Instant now) {
        Map<String, Instant> expired = new TreeMap<>(state.expired());
        expired.put(cluster, now);
        return new TeardownRateLimitState(state.teardowns(), expired);
    }

    private static boolean isPermitted(Teardown teardown, TeardownRequest request) {
        return isOfTheSameCluster(teardown, request) && teardown.planSha256().equals(request.planSha256());
    }

    private static boolean isOfTheSameCluster(Teardown teardown, TeardownRequest request) {
        return teardown.open()
                && teardown.run().equals(request.run())
                && teardown.uuid().equals(request.uuid());
    }

    private static TeardownRateLimitState begun(TeardownRateLimitState state, TeardownRequest request, Instant now) {
        List<Teardown> teardowns = new ArrayList<>(state.teardowns());
        teardowns.removeIf(each -> isOfTheSameCluster(each, request));
        teardowns.add(new Teardown(request.cluster(), request.uuid(), request.planSha256(), request.run(), now, true));
        return new TeardownRateLimitState(teardowns, state.expired());
    }

    private static Teardown closed(Teardown each) {
        return new Teardown(each.cluster(), each.uuid(), each.planSha256(), each.run(), each.at(), false);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.FleetSeen;
import org.rekindle.workflows.model.FleetState;
import org.rekindle.workflows.model.FleetState.Teardown;
import org.rekindle.workflows.model.Permit;
import org.rekindle.workflows.model.RunEnd;
import org.rekindle.workflows.model.TeardownWish;

/**
 * Decides whether one more teardown may begin. By itself each plan may be right and all of them together wrong: a clock that jumps,
 * or a certificate that something before all clusters serves, makes the whole fleet look expired at once.
 */
public final class Breaker {

    private static final Duration A_DAY = Duration.ofDays(1);

    /** A run that was terminated never says that it has ended; no recovery is at work for as long as this. */
    private static final Duration LONGEST_OPEN = Duration.ofDays(3);

    /** How long a permit counts that was not used. */
    private static final Duration PERMIT = Duration.ofHours(4);

    /** Of a large fleet all names would be a page of its own. */
    private static final int MOST_NAMED = 20;

    private Breaker() {}

    /**
     * What it says, and what it knows afterwards.
     *
     * @param state with the teardown when it was let begin
     */
    public record Answer(Permit permit, FleetState state) {}

    /**
     * Answers. Asked again by the same run for the same cluster, it counts nothing twice; under the same plan it says the same as
     * before. A new plan is asked about anew, since somebody else may have given leave for it.
     */
    public static Answer ask(FleetState before, TeardownWish wish, Instant now) {
        FleetState state = expired(forget(before, now), wish.cluster(), now);
        boolean known = state.teardowns().stream()
                .anyMatch(each -> each.open()
                        && each.run().equals(wish.run())
                        && each.uuid().equals(wish.uuid())
                        && each.planSha256().equals(wish.planSha256()));
        Optional<Refusal> refusal = known ? Optional.empty() : refusal(state, wish, now);
        Permit permit = new Permit(
                wish.cluster(),
                wish.uuid(),
                wish.planSha256(),
                refusal.map(Refusal::sentence).orElse(null),
                refusal.map(Refusal::passing).orElse(false),
                refusal.map(Refusal::needsPeople).orElse(false),
                now.plus(PERMIT));
        return new Answer(permit, !known && permit.isGranted() ? begun(state, wish, now) : state);
    }

    /** A run has ended, however it did. */
    public static FleetState ended(FleetState state, RunEnd end) {
        Map<String, Instant> expired = new HashMap<>(state.expired());
        if (end.well()) {
            expired.remove(end.cluster());
        }
        return new FleetState(
                state.teardowns().stream()
                        .map(each -> each.run().equals(end.run()) ? closed(each) : each)
                        .toList(),
                expired);
    }

    /** A survey has looked at the fleet. */
    public static FleetState seen(FleetState state, FleetSeen seen, Instant now) {
        Map<String, Instant> expired = new HashMap<>(state.expired());
        seen.well().forEach(expired::remove);
        seen.expired().forEach(cluster -> expired.put(cluster, now));
        return new FleetState(state.teardowns(), expired);
    }

    private record Refusal(String sentence, boolean passing, boolean needsPeople) {}

    private static Optional<Refusal> refusal(FleetState state, TeardownWish wish, Instant now) {
        List<Teardown> others = state.teardowns().stream()
                .filter(each -> !each.run().equals(wish.run()))
                .toList();
        List<Teardown> open = others.stream().filter(Teardown::open).toList();
        if (open.size() >= wish.limits().atOnce()) {
            return Optional.of(new Refusal(
                    "Another teardown is under way (" + open.get(0).cluster() + ", since "
                            + open.get(0).at() + "), and the fleet lets "
                            + wish.limits().atOnce() + " be under way at once.",
                    true,
                    false));
        }
        List<Teardown> today = others.stream()
                .filter(each -> each.at().isAfter(now.minus(A_DAY)))
                .toList();
        if (today.size() >= wish.limits().aDay()) {
            return Optional.of(new Refusal(
                    today.size() + " teardowns have begun within " + Words.of(A_DAY) + ", and the fleet lets "
                            + wish.limits().aDay() + " begin; the next one may at "
                            + today.get(0).at().plus(A_DAY) + ".",
                    false,
                    false));
        }
        if (wish.unattended() && today.size() >= wish.unattendedADay()) {
            return Optional.of(new Refusal(
                    today.size() + " teardowns have begun within " + Words.of(A_DAY)
                            + ", and the fleet file gives leave by itself for " + wish.unattendedADay()
                            + ": a human must approve this one.",
                    false,
                    true));
        }
        return tooManyExpired(state, wish);
    }

    private static Optional<Refusal> tooManyExpired(FleetState state, TeardownWish wish) {
        int expired = state.expired().size();
        return expired > 1 && expired * 100 >= wish.limits().expiredPercent() * wish.clusters()
                ? Optional.of(new Refusal(
                        expired + " of " + wish.clusters() + " clusters are seen expired ("
                                + state.expired().keySet().stream()
                                        .sorted()
                                        .limit(MOST_NAMED)
                                        .collect(Collectors.joining(", "))
                                + (expired > MOST_NAMED ? " and " + (expired - MOST_NAMED) + " more" : "") + "), "
                                + wish.limits().expiredPercent()
                                + " % of the fleet or more: so many at once have one cause. Look for it (clocks, a proxy"
                                + " before the clusters), and raise breaker.expiredPercent: in the fleet file if it is none.",
                        false,
                        false))
                : Optional.empty();
    }

    private static FleetState forget(FleetState state, Instant now) {
        return new FleetState(
                state.teardowns().stream()
                        .map(each -> each.at().isBefore(now.minus(LONGEST_OPEN)) ? closed(each) : each)
                        .filter(each -> each.open() || each.at().isAfter(now.minus(A_DAY)))
                        .toList(),
                state.expired().entrySet().stream()
                        .filter(each -> each.getValue().isAfter(now.minus(A_DAY)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static FleetState expired(FleetState state, String cluster, Instant now) {
        Map<String, Instant> expired = new HashMap<>(state.expired());
        expired.put(cluster, now);
        return new FleetState(state.teardowns(), expired);
    }

    private static FleetState begun(FleetState state, TeardownWish wish, Instant now) {
        List<Teardown> teardowns = new ArrayList<>(state.teardowns());
        teardowns.removeIf(each ->
                each.open() && each.run().equals(wish.run()) && each.uuid().equals(wish.uuid()));
        teardowns.add(new Teardown(wish.cluster(), wish.uuid(), wish.planSha256(), wish.run(), now, true));
        return new FleetState(teardowns, state.expired());
    }

    private static Teardown closed(Teardown each) {
        return new Teardown(each.cluster(), each.uuid(), each.planSha256(), each.run(), each.at(), false);
    }
}

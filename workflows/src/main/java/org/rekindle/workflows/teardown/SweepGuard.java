// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.decide.plan.CanonicalHash;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.plan.SealedSweep;
import org.rekindle.workflows.model.plan.SweepItem;
import org.rekindle.workflows.model.plan.SweepList;

/**
 * Decides whether a sweep may begin.
 *
 * <p>Properties: what is swept is what was sealed and shown; it was shown not long ago; the cluster is gone; and the cloud is
 * still as the list says. A sweep that has begun under its approval may go on under it: by then something of the list is gone,
 * as it should be. Whatever has come or changed since stops that sweep too.
 */
public final class SweepGuard {

    /** How long a list is valid. */
    public static final Duration VALID_FOR = Duration.ofHours(1);

    private SweepGuard() {}

    /** Seals a list. */
    public static SealedSweep seal(SweepList list) {
        return new SealedSweep(list, CanonicalHash.of(list));
    }

    /**
     * All reasons not to sweep, in sentences; empty when the sweep may go ahead.
     *
     * @param now the list that was made right now in the same way
     * @param alive what Magnum says of the cluster now, a sentence each; empty when it is gone
     * @param begun whether a sweep has begun under this very approval
     */
    public static List<String> refusals(
            SealedSweep approved, SweepList now, List<String> alive, boolean begun, Instant time) {
        List<String> refusals = new ArrayList<>();
        SweepList sealed = approved.list();
        if (!CanonicalHash.of(sealed).equals(approved.sha256())) {
            refusals.add("The list was changed after it was sealed.");
        }
        if (sealed.madeAt().isAfter(time) || !time.isBefore(sealed.madeAt().plus(VALID_FOR))) {
            refusals.add("The list was made at " + sealed.madeAt() + ", and is valid for " + Text.of(VALID_FOR) + ".");
        }
        if (sealed.identity().stackId().isBlank()) {
            refusals.add("Without a stack id nothing can be known as the cluster's own.");
        }
        refusals.addAll(alive);
        if (!CanonicalHash.of(now.madeAt(sealed.madeAt())).equals(approved.sha256())) {
            refusals.addAll(differences(sealed, now, begun));
        }
        return List.copyOf(refusals);
    }

    private static List<String> differences(SweepList sealed, SweepList now, boolean begun) {
        List<String> differences = new ArrayList<>();
        if (!sealed.cluster().equals(now.cluster())
                || !sealed.identity().equals(now.identity())
                || sealed.withVolumes() != now.withVolumes()) {
            differences.add("The list is about something else: " + about(sealed) + ", and not " + about(now) + ".");
        }
        for (SweepItem item : now.items()) {
            if (!sealed.items().contains(item)) {
                differences.add(newOrChanged(item, sealed) + " since the list was made: " + inWords(item));
            }
        }
        for (SweepItem item : sealed.items()) {
            if (!begun && !isThere(item, now)) {
                differences.add("Gone since the list was made: " + inWords(item));
            }
        }
        now.notLooked().stream()
                .filter(each -> !sealed.notLooked().contains(each))
                .forEach(each -> differences.add("Could be looked at when the list was made: " + each));
        sealed.notLooked().stream()
                .filter(each -> !now.notLooked().contains(each))
                .forEach(each -> differences.add("Could not be looked at when the list was made: " + each));
        return differences;
    }

    private static String newOrChanged(SweepItem item, SweepList sealed) {
        return isThere(item, sealed) ? "Changed" : "New";
    }

    private static String about(SweepList list) {
        return list.cluster() + ", stack " + list.identity().stackId() + ", UUID "
                + list.identity().uuid() + (list.withVolumes() ? ", with volumes" : ", without volumes");
    }

    private static boolean isThere(SweepItem item, SweepList list) {
        return list.items().stream()
                .anyMatch(each -> each.type() == item.type() && each.id().equals(item.id()));
    }

    private static String inWords(SweepItem item) {
        return item.type() + " " + item.name() + " (" + item.id() + "), " + (item.swept() ? "swept: " : "stays: ")
                + item.why();
    }
}

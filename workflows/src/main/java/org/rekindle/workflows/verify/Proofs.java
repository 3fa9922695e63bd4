// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rekindle.workflows.model.fleet.NamedHub;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.run.NotProven;

/** What was proven of a cluster, and what was not and why. */
public final class Proofs {

    private final List<NotProven> notProven = new ArrayList<>();
    private final List<NotProven> lastNotProven = new ArrayList<>();
    private final Predicate<VerificationCheck> suffices;
    private final String keys;
    private final Set<NamedHub> unproven;
    private boolean sufficient;

    private Proofs(Predicate<VerificationCheck> suffices, String keys, Verification verification) {
        this.suffices = suffices;
        this.keys = keys;
        this.unproven = verification.everyHub().stream()
                .filter(hub -> hub.verification().namesAHub())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Of a cluster that is new, or of which nothing is known: in each of its hubs a cell must run. */
    static Proofs ofACell(Verification verification) {
        return new Proofs(
                VerificationCheck::runsACell,
                VerificationChecks.all().stream()
                        .filter(VerificationCheck::runsACell)
                        .map(VerificationCheck::configuredBy)
                        .collect(Collectors.joining("; ")),
                verification);
    }

    /** Of a cluster whose machines and programs are as they were: that each hub is well suffices. */
    static Proofs ofTheHub(Verification verification) {
        VerificationCheck hub = new HubWell();
        return new Proofs(check -> check instanceof HubWell, hub.configuredBy(), verification);
    }

    void proven(HubCheck made) {
        if (suffices.test(made.check())) {
            sufficient = true;
            unproven.remove(made.hub());
        }
    }

    void passedOver(String proof, String why) {
        notProven.add(new NotProven(proof, why, true));
    }

    /** A proof that no user waits for was not made. */
    void lacksLast(String proof, String why) {
        lastNotProven.add(new NotProven(proof, why, true));
    }

    void notConfigured(String proof, String key) {
        notProven.add(new NotProven(proof, "The fleet file does not ask for it (" + key + ").", false));
    }

    /** Whether every proof was made for which the fleet file asks, and of each hub one that suffices to say that users can work. */
    public boolean complete() {
        return sufficient && unproven.isEmpty() && notProven.stream().noneMatch(NotProven::configured);
    }

    /** Whether the operator skipped a proof. */
    public boolean somePassedOver() {
        return notProven.stream().anyMatch(NotProven::configured);
    }

    /** All that was not proven, also what no user waits for and what the fleet file does not ask for. */
    public List<NotProven> notProven() {
        return Stream.concat(notProven.stream(), lastNotProven.stream()).toList();
    }

    /** What was not proven of that which no user waits for; for the end of a sentence, empty where all of it was. */
    public String lackingLast() {
        return lastNotProven.stream().map(NotProven::sentence).collect(Collectors.joining(" "));
    }

    /** Why it is not known that users can work; for the end of a sentence. */
    public String lacking() {
        if (somePassedOver()) {
            return notProven.stream()
                    .filter(NotProven::configured)
                    .map(NotProven::sentence)
                    .collect(Collectors.joining(" "));
        }
        String hubs = unproven.stream()
                .map(NamedHub::name)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
        return "The fleet file asks for no proof of it" + (hubs.isEmpty() ? "" : " in " + hubs) + " (" + keys + ").";
    }
}

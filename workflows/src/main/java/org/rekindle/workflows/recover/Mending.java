// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rekindle.workflows.decide.KnownAddress;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.renew.RenewInPlace;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.Steps;

/** The remedies that destroy nothing. What was tried in vain is kept, so that the next plan does without it. */
public final class Mending {

    private final ClusterProfile profile;
    private final Journal journal;
    private final Steps steps;
    private final Set<Remedy> tried = EnumSet.noneOf(Remedy.class);
    private final List<String> inVain = new ArrayList<>();

    /** Remedies for one cluster. */
    public Mending(ClusterProfile profile, Journal journal, Steps steps) {
        this.profile = profile;
        this.journal = journal;
        this.steps = steps;
    }

    /** What this run has tried in vain. */
    public Set<Remedy> tried() {
        return Set.copyOf(tried);
    }

    /** A sentence that says what was renewed, and by what; empty when it renewed nothing, with the reason among the decisions. */
    public Optional<String> mend(RecoveryPlan plan, Observation before) {
        return switch (plan.remedy()) {
            case FRESH_CLIENT_CERTIFICATE -> freshClient(before);
            case RENEW_IN_PLACE -> inPlace(before);
            case SAME_VERSION_ROLL, UPGRADE, REBUILD, REBUILD_BESIDE ->
                plan.hops().isEmpty() ? Optional.empty() : upgrades(plan.hops(), before);
            case NOTHING, TICKET, HAND_TO_HUMAN -> Optional.empty();
        };
    }

    private Optional<String> freshClient(Observation before) {
        tried.add(Remedy.FRESH_CLIENT_CERTIFICATE);
        CloudCluster cluster = before.cloud();
        String address = cluster == null ? null : KnownAddress.of(cluster).orElse(null);
        if (cluster == null || address == null) {
            return Optional.empty();
        }
        journal.enter(Phase.CONNECTING, "Have Magnum sign a new client certificate.");
        ApiSighting api = steps.need(
                "fresh client certificate",
                () -> Observe.nodes(
                        profile,
                        Observe.connect(profile, cluster, address, true),
                        profile.policy().deadlines().answer()));
        journal.decided(new Decision("fresh client certificate", api.answers() ? "taken" : "in vain", api.detail()));
        if (api.answers()) {
            return Optional.of("A new client certificate was all it took.");
        }
        inVain("A fresh client certificate", api.detail());
        return Optional.empty();
    }

    private Optional<String> inPlace(Observation before) {
        tried.add(Remedy.RENEW_IN_PLACE);
        RenewInPlace renewal = new RenewInPlace(profile, journal);
        boolean[] done = new boolean[1];
        steps.may("renew in place", () -> {
            journal.decided(new Decision(
                    "renew in place",
                    "taken",
                    "The certificate now ends at " + renewal.ensureRenewed(before.certificate()) + "."));
            done[0] = true;
        });
        if (done[0]) {
            return Optional.of("Renewed in place; nothing was destroyed.");
        }
        inVain("A renewal in place", "a human passed it over.");
        return Optional.empty();
    }

    private Optional<String> upgrades(List<Rung> hops, Observation before) {
        Upgrade upgrade = new Upgrade(profile, journal, hops, before);
        UpgradeOutcome outcome = steps.need("upgrade", upgrade::ensureClimbed);
        tried.add(Remedy.UPGRADE);
        if (outcome instanceof UpgradeOutcome.Renewed renewed) {
            journal.decided(
                    new Decision("upgrade", "taken", "The certificate now ends at " + renewed.notAfter() + "."));
            return Optional.of("Renewed by an upgrade to " + renewed.reached() + "."
                    + (renewed.stopped() == null ? "" : " " + renewed.stopped()));
        }
        String why = ((UpgradeOutcome.NotRenewed) outcome).why();
        journal.decided(new Decision("upgrade", "given up", why));
        journal.note("The upgrade renewed nothing: " + why);
        inVain("An upgrade", why);
        return Optional.empty();
    }

    private void inVain(String remedy, String why) {
        inVain.add(remedy + " was tried in vain: " + why);
    }

    /** What was tried in vain and why, for the last sentence of a run; empty when nothing was. */
    public String inVain() {
        return inVain.isEmpty() ? "" : " " + String.join(" ", inVain);
    }
}

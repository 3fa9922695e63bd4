// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rekindle.workflows.decide.diagnosis.KnownAddress;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.observe.Observe;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.StepOutcome;

/** Carries out the remedies that destroy nothing. It keeps what was tried in vain, so that the next plan does without it. */
public final class NonDestructiveRemedies {

    private final RunContext run;
    private final Set<Remedy> tried = EnumSet.noneOf(Remedy.class);
    private final List<String> inVain = new ArrayList<>();

    /** Remedies of one run. */
    public NonDestructiveRemedies(RunContext run) {
        this.run = run;
    }

    /** What this run has tried. */
    public Set<Remedy> tried() {
        return Set.copyOf(tried);
    }

    /** What was tried in vain and why, for the last sentence of a run; empty when nothing was. */
    public String inVain() {
        if (inVain.isEmpty()) {
            return "";
        }
        return " " + String.join(" ", inVain);
    }

    /** Carries out the remedy of a plan. */
    public Cure carryOut(RecoveryPlan plan, Observation before) {
        tried.add(plan.remedy());
        return switch (plan.remedy()) {
            case FRESH_CLIENT_CERTIFICATE -> freshClientCertificate(before);
            case RENEW_IN_PLACE -> renewInPlace(before);
            case SAME_VERSION_ROLL, UPGRADE -> upgrade(plan.upgrades(), before);
            case NOTHING, TICKET, HAND_TO_HUMAN, REBUILD, REBUILD_BESIDE ->
                throw new IllegalStateException(plan.remedy() + " cures nothing by itself");
        };
    }

    /** Has Magnum sign a new client certificate. */
    private Cure freshClientCertificate(Observation before) {
        CloudCluster cluster = before.cloud();
        String address = KnownAddress.ofAny(cluster);
        if (cluster == null || address == null) {
            return new Cure.InVain();
        }
        run.state().enter(Phase.CONNECTING, "Magnum signs a new client certificate.");
        ApiSighting api = run.operator().required("fresh client certificate", () -> connectAgain(cluster, address));
        Reason answer = Reason.of(ReasonCode.API_SAID, "said", api.detail());
        if (api.answers()) {
            run.state().decided(Decision.of(StepId.FRESH_CLIENT_CERTIFICATE, ChoiceCode.TAKEN, answer));
            return new Cure.Renewed("A new client certificate was all it took.");
        }
        run.state().decided(Decision.of(StepId.FRESH_CLIENT_CERTIFICATE, ChoiceCode.IN_VAIN, answer));
        return inVain("A fresh client certificate", api.detail());
    }

    private ApiSighting connectAgain(CloudCluster cluster, String address) {
        ClusterProfile profile = run.profile();
        return Observe.nodes(
                profile,
                Observe.connect(profile, cluster, address, true),
                profile.policy().deadlines().request());
    }

    /** Renews the certificates on the machines. */
    private Cure renewInPlace(Observation before) {
        StepOutcome<Instant> renewed = new RenewInPlace(run).renew(before.certificate());
        if (renewed instanceof StepOutcome.Done<Instant> done) {
            renewed(StepId.RENEW_IN_PLACE, done.result());
            return new Cure.Renewed("Renewed in place; nothing was destroyed.");
        }
        return inVain("A renewal in place", "the operator skipped it.");
    }

    /** Upgrades to the templates of a plan, one after the other. */
    public Cure upgrade(List<CandidateTemplate> templates, Observation before) {
        UpgradeOutcome outcome = new UpgradeCluster(run, before).to(templates);
        tried.add(Remedy.UPGRADE);
        if (outcome instanceof UpgradeOutcome.Renewed renewed) {
            renewed(StepId.UPGRADE, renewed.notAfter());
            String how = "Renewed by an upgrade to " + renewed.reached() + ".";
            if (renewed.stopped() == null) {
                return new Cure.Renewed(how);
            }
            return new Cure.Renewed(how + " " + renewed.stopped());
        }
        Reason why = ((UpgradeOutcome.NotRenewed) outcome).why();
        run.state().decided(Decision.of(StepId.UPGRADE, ChoiceCode.GIVEN_UP, why));
        run.state().note("The upgrade renewed nothing: " + Sentences.of(why));
        return inVain("An upgrade", Sentences.of(why));
    }

    private void renewed(StepId step, Instant until) {
        run.state()
                .decided(Decision.of(step, ChoiceCode.TAKEN, Reason.of(ReasonCode.CERTIFICATE_RENEWED, "end", until)));
    }

    private Cure inVain(String remedy, String why) {
        inVain.add(remedy + " was tried in vain: " + why);
        return new Cure.InVain();
    }
}

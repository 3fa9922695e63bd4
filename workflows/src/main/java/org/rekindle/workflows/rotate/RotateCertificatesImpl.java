// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.rotate;

import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.rekindle.workflows.decide.NextWindow;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.model.Alert;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.Outcome;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.RecoverRequest;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.RecoveryResult;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Resolve;
import org.rekindle.workflows.model.ServedCertificate;
import org.rekindle.workflows.rebuild.FleetBreaker;
import org.rekindle.workflows.recover.Closing;
import org.rekindle.workflows.recover.Mending;
import org.rekindle.workflows.recover.Observe;
import org.rekindle.workflows.recover.Opening;
import org.rekindle.workflows.recover.Planning;
import org.rekindle.workflows.recover.RecoverClusterImpl;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.Pause;
import org.rekindle.workflows.run.Refusal;
import org.rekindle.workflows.run.RunEnded;
import org.rekindle.workflows.run.Steps;
import org.rekindle.workflows.verify.Proofs;
import org.rekindle.workflows.verify.Verify;

/** See {@link RotateCertificates}; {@link #renew} is the table of contents. */
public final class RotateCertificatesImpl implements RotateCertificates {

    /** An alert that is repeated every few minutes must not fill the history. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofHours(1);

    /** Each alert makes for a look, and each look for some forty events. */
    private static final int MOST_LOOKS = 100;

    private final Journal journal;
    private final Steps steps;

    /** Makes what the handlers need, since an update may come before the first step. */
    @WorkflowInit
    public RotateCertificatesImpl(RecoverRequest request) {
        this.journal = new Journal(RecoverRequest.orNothing(request));
        this.steps = new Steps(journal);
    }

    @Override
    public RecoveryResult rotate(RecoverRequest request) {
        RecoverRequest asked = RecoverRequest.orNothing(request);
        ClusterProfile profile = Opening.profile(journal, asked);
        return Closing.afterwards(
                profile, journal, steps, new FleetBreaker(profile, journal), () -> renew(profile, asked));
    }

    private RunEnded renew(ClusterProfile profile, RecoverRequest request) {
        Mending mending = new Mending(profile, journal, steps);
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            int alerts = journal.alerts();
            Observation before = Observe.first(profile, journal, steps);
            RecoveryPlan plan = plan(profile, before, mending);
            if (plan.diagnosis().condition() == Condition.HEALTHY) {
                return new RunEnded(Outcome.HEALTHY, plan.diagnosis().sentence());
            }
            if (plan.diagnosis().condition() != Condition.EXPIRING || !renews(plan.remedy())) {
                return handOver(plan.diagnosis().sentence() + " " + why(plan) + mending.inVain());
            }
            if (Boolean.TRUE.equals(request.dryRun())) {
                return new RunEnded(
                        Outcome.PLANNED,
                        "It would do this: " + plan.steps().get(0).what());
            }
            Optional<Duration> wait = NextWindow.opensIn(profile.policy().maintenanceWindows(), Journal.now());
            if (wait.isEmpty()) {
                return handOver(
                        "None of the maintenance windows ever opens. Mend maintenanceWindows: in the fleet file.");
            }
            if (wait.get().isZero()) {
                Optional<String> mended = mending.mend(plan, before);
                if (mended.isPresent()) {
                    return proveMended(profile, mended.get());
                }
                // Whatever else renews without destroying is in the next plan.
                continue;
            }
            if (endsWithin(wait.get(), before)) {
                return handOver(plan.diagnosis().sentence() + " The next maintenance window opens only in "
                        + Words.of(wait.get()) + ", which is too late. Open one earlier, or upgrade by hand.");
            }
            // What was seen is days old when the window opens, so the cluster is looked at again.
            awaitWindow(wait.get(), alerts);
        }
        return handOver(
                "The cluster was looked at " + MOST_LOOKS + " times while the maintenance window was waited for, since"
                        + " alerts came again and again. The next survey begins anew." + mending.inVain());
    }

    private RunEnded proveMended(ClusterProfile profile, String how) {
        Proofs proofs = verify(profile);
        Observation after = steps.need("observe again", () -> Observe.look(profile, null));
        journal.sawAfter(after);
        return RecoverClusterImpl.renewed(how, after, proofs);
    }

    private static boolean renews(Remedy remedy) {
        return remedy == Remedy.SAME_VERSION_ROLL || remedy == Remedy.UPGRADE || remedy == Remedy.RENEW_IN_PLACE;
    }

    private static RunEnded handOver(String sentence) {
        return new RunEnded(Outcome.HANDED_TO_HUMAN, sentence);
    }

    private static boolean endsWithin(Duration wait, Observation seen) {
        ServedCertificate certificate = seen.certificate().certificate();
        return certificate != null && !Journal.now().plus(wait).isBefore(certificate.notAfter());
    }

    private RecoveryPlan plan(ClusterProfile profile, Observation seen, Mending mending) {
        journal.enter(Phase.PLANNING, "Make a plan.");
        RecoveryPlan plan = steps.need("plan", () -> Planning.plan(profile, journal, seen, mending.tried()));
        journal.planned(PlanSeal.seal(plan));
        return plan;
    }

    private static String why(RecoveryPlan plan) {
        if (plan.diagnosis().condition() == Condition.EXPIRING && plan.remedy() == Remedy.REBUILD_BESIDE) {
            return "No upgrade and no renewal in place brings new ones. A recovery (./rekindle recover "
                    + plan.cluster()
                    + ") builds a new cluster beside this one, with an approval, before they expire; a rotation never"
                    + " does.";
        }
        return plan.diagnosis().condition() == Condition.EXPIRED
                ? "It is too late to renew; start a recovery."
                : plan.decisions().get(plan.decisions().size() - 1).why();
    }

    /**
     * @param alerts how many were known when the cluster was last looked at: another one makes it look at once, and one that is
     *     repeated makes it look after an hour
     */
    private void awaitWindow(Duration wait, int alerts) {
        journal.note("The next maintenance window opens in " + Words.of(wait) + ".");
        journal.waitFor("the maintenance window", wait);
        Instant from = Journal.now();
        boolean alerted = Pause.until(
                wait,
                "Until the maintenance window opens",
                () -> journal.alerts() > alerts || journal.lastAlert().isAfter(from.plus(LOOK_AGAIN_AFTER)));
        journal.stopWaiting();
        if (alerted) {
            journal.note("An alert came, so the cluster is looked at before the window opens.");
        }
    }

    private Proofs verify(ClusterProfile profile) {
        journal.enter(Phase.VERIFYING, "Look whether the hub is well.");
        Proofs proofs = new Verify(profile, journal, steps).hub();
        journal.notProven(proofs.notProven());
        return proofs;
    }

    @Override
    public void alert(Alert alert) {
        journal.alerted(alert);
    }

    @Override
    public String resolve(Resolve resolve) {
        return steps.resolve(resolve);
    }

    @Override
    public void validateResolve(Resolve resolve) {
        Refusal.unlessNull(steps.objection(resolve));
    }

    @Override
    public RecoveryView view() {
        return journal.view();
    }
}

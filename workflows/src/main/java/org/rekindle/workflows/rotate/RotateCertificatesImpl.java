// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.rotate;

import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import org.rekindle.workflows.decide.Diagnose;
import org.rekindle.workflows.decide.NextWindow;
import org.rekindle.workflows.decide.PlanSeal;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.Alert;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.HubTarget;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.Outcome;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.RecoverRequest;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.RecoveryResult;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.Resolve;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.recover.Closing;
import org.rekindle.workflows.recover.Observe;
import org.rekindle.workflows.recover.Opening;
import org.rekindle.workflows.recover.Planning;
import org.rekindle.workflows.recover.Upgrade;
import org.rekindle.workflows.recover.UpgradeOutcome;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.Pause;
import org.rekindle.workflows.run.Refusal;
import org.rekindle.workflows.run.RunEnded;
import org.rekindle.workflows.run.Steps;
import org.rekindle.workflows.verify.Verify;

/** See {@link RotateCertificates}; {@link #renew} is the table of contents. */
public final class RotateCertificatesImpl implements RotateCertificates {

    private final Journal journal;
    private final Steps steps;

    /** Makes what the handlers need, since an update may come before the first step. */
    @WorkflowInit
    public RotateCertificatesImpl(RecoverRequest request) {
        this.journal = new Journal(request);
        this.steps = new Steps(journal);
    }

    @Override
    public RecoveryResult rotate(RecoverRequest request) {
        ClusterProfile profile = Opening.profile(journal, request);
        RunEnded end;
        try {
            end = renew(profile, request);
        } catch (RunEnded early) {
            end = early;
        }
        return Closing.close(journal, steps, end);
    }

    private RunEnded renew(ClusterProfile profile, RecoverRequest request) {
        Observation before = observe(profile);
        RecoveryPlan plan = plan(profile, before);
        Rung target = plan.upgradeTo();
        if (plan.diagnosis().condition() == Condition.HEALTHY) {
            return new RunEnded(Outcome.HEALTHY, plan.diagnosis().sentence());
        }
        if (plan.diagnosis().condition() != Condition.EXPIRING || target == null) {
            return new RunEnded(Outcome.HANDED_TO_HUMAN, plan.diagnosis().sentence() + " " + why(plan));
        }
        if (Boolean.TRUE.equals(request.dryRun())) {
            return new RunEnded(
                    Outcome.PLANNED,
                    "It would be upgraded to " + target.template().name() + ".");
        }
        awaitWindow(profile);
        UpgradeOutcome outcome = steps.need("upgrade", () -> new Upgrade(profile, journal).to(target, before));
        if (outcome instanceof UpgradeOutcome.NotRenewed not) {
            journal.decided(new Decision("upgrade", "given up", not.why()));
            return new RunEnded(Outcome.HANDED_TO_HUMAN, "The upgrade renewed nothing: " + not.why());
        }
        journal.decided(new Decision("upgrade", "taken", "The certificate is a new one."));
        verify(profile);
        return new RunEnded(
                Outcome.RENEWED,
                "Renewed by an upgrade to " + target.template().name() + "; the certificate now ends at "
                        + ((UpgradeOutcome.Renewed) outcome).notAfter() + ".");
    }

    private Observation observe(ClusterProfile profile) {
        journal.enter(Phase.OBSERVING, "Look at " + profile.cluster() + " from outside.");
        Observation seen = steps.need("observe", () -> Observe.look(profile, null));
        Diagnosis diagnosis = Diagnose.from(seen, profile.policy().renewBefore());
        journal.sawBefore(seen, diagnosis);
        journal.note(diagnosis.sentence());
        return seen;
    }

    private RecoveryPlan plan(ClusterProfile profile, Observation seen) {
        journal.enter(Phase.PLANNING, "Make a plan.");
        RecoveryPlan plan = steps.need("plan", () -> Planning.plan(profile, seen, false));
        journal.planned(PlanSeal.seal(plan));
        return plan;
    }

    private static String why(RecoveryPlan plan) {
        return plan.diagnosis().condition() == Condition.EXPIRED
                ? "It is too late to renew; start a recovery."
                : plan.decisions().get(plan.decisions().size() - 1).why();
    }

    private void awaitWindow(ClusterProfile profile) {
        Duration wait = NextWindow.opensIn(profile.policy().maintenanceWindows(), Journal.now());
        if (wait.isZero()) {
            return;
        }
        journal.note("The next maintenance window opens in " + Words.of(wait) + ".");
        journal.waitFor("the maintenance window", wait);
        Pause.of(wait, "Until the maintenance window opens");
        journal.stopWaiting();
    }

    private void verify(ClusterProfile profile) {
        if (profile.verification().hubUrl() != null || profile.verification().binderUrl() != null) {
            journal.enter(Phase.VERIFYING, "Look whether the hub is well.");
            steps.may(
                    "hub well",
                    () -> new Verify(profile, journal, steps)
                            .hubWell(new HubTarget(
                                    profile.cluster(),
                                    profile.verification(),
                                    profile.policy().pollEvery())));
        }
        journal.sawAfter(steps.need("observe again", () -> Observe.look(profile, null)));
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

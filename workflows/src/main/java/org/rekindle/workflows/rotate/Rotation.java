// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.rotate;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.decide.times.NextWindow;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.observe.Observe;
import org.rekindle.workflows.run.Pause;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.RunResult;
import org.rekindle.workflows.run.WorkflowClock;
import org.rekindle.workflows.stage.Cure;
import org.rekindle.workflows.stage.NonDestructiveRemedies;
import org.rekindle.workflows.stage.Planning;
import org.rekindle.workflows.stage.ProofStage;

/**
 * What a rotation does.
 *
 * <ol>
 *   <li>Observe the cluster from outside and diagnose it.
 *   <li>Make a plan. The run ends where nothing expires, where renewing is not the remedy, and after a dry run.
 *   <li>Wait for the maintenance window. An alert ends the wait early. Then begin again: what was seen is old.
 *   <li>In the window, renew without destroying. What renews is proven, and the run ends. What does not is planned again without it.
 *   <li>Report, however the run ended.
 * </ol>
 *
 * <p>Nothing is torn down: no stage of {@code teardown} is used here.
 */
final class Rotation {

    /** An alert that is repeated every few minutes must not fill the history. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofHours(1);

    /** Each alert makes for a look, and each look for some forty events. */
    private static final int MOST_LOOKS = 100;

    private final RunContext run;
    private final ClusterProfile profile;
    private final RecoverRequest request;
    private final NonDestructiveRemedies cures;

    Rotation(RunContext run, RecoverRequest request) {
        this.run = run;
        this.profile = run.profile();
        this.request = request;
        this.cures = new NonDestructiveRemedies(run);
    }

    RunResult rotate() {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            int alerts = run.state().alerts();
            Observation before = Observe.first(run);
            RecoveryPlan plan = Planning.plan(run, before, cures.tried()).plan();
            if (plan.diagnosis().condition() == Condition.HEALTHY) {
                return new RunResult(Outcome.HEALTHY, Sentences.of(plan.diagnosis()));
            }
            if (plan.diagnosis().condition() != Condition.EXPIRING
                    || !plan.remedy().renews()) {
                return handOver(Sentences.of(plan.diagnosis()) + " " + why(plan) + cures.inVain());
            }
            if (Boolean.TRUE.equals(request.dryRun())) {
                return new RunResult(
                        Outcome.PLANNED,
                        "It would do this: " + plan.steps().get(0).what());
            }
            Optional<Duration> wait = NextWindow.opensIn(profile.policy().maintenanceWindows(), WorkflowClock.now());
            if (wait.isEmpty()) {
                return handOver(
                        "None of the maintenance windows ever opens. Fix maintenanceWindows: in the fleet file.");
            }
            if (!wait.get().isZero() && endsWithin(wait.get(), before)) {
                return handOver(Sentences.of(plan.diagnosis()) + " The next maintenance window opens only in "
                        + Text.of(wait.get()) + ", which is too late. Open one earlier, or upgrade by hand.");
            }
            if (!wait.get().isZero()) {
                awaitWindow(wait.get(), alerts);
                continue;
            }
            if (cures.carryOut(plan, before) instanceof Cure.Renewed renewed) {
                return ProofStage.renewed(renewed.how(), new ProofStage(run).hubAlone());
            }
        }
        return handOver("The run looked at the cluster " + MOST_LOOKS
                + " times while it waited for the maintenance window, since"
                + " alerts kept coming. The next survey starts a new rotation." + cures.inVain());
    }

    private static RunResult handOver(String sentence) {
        return new RunResult(Outcome.HANDED_TO_HUMAN, sentence);
    }

    private static boolean endsWithin(Duration wait, Observation seen) {
        ServedCertificate certificate = seen.certificate().certificate();
        return certificate != null && !WorkflowClock.now().plus(wait).isBefore(certificate.notAfter());
    }

    private static String why(RecoveryPlan plan) {
        if (plan.diagnosis().condition() == Condition.EXPIRED) {
            return "It is too late to renew; start a recovery.";
        }
        if (plan.diagnosis().condition() == Condition.EXPIRING && plan.remedy().buildsBeside()) {
            return "No upgrade and no renewal in place brings new ones. A recovery (./rekindle recover "
                    + plan.cluster()
                    + ") builds a new cluster beside this one, with an approval, before they expire; a rotation never"
                    + " does.";
        }
        return Sentences.why(plan.decisions().get(plan.decisions().size() - 1));
    }

    /**
     * @param alerts how many were known when the cluster was last looked at: another one makes it look at once, and one that is
     *     repeated makes it look after an hour
     */
    private void awaitWindow(Duration wait, int alerts) {
        run.state().note("The next maintenance window opens in " + Text.of(wait) + ".");
        run.waits().waitFor("the maintenance window", wait);
        Instant from = WorkflowClock.now();
        boolean alerted = Pause.until(
                wait,
                "Until the maintenance window opens",
                () -> run.state().alerts() > alerts || run.state().lastAlert().isAfter(from.plus(LOOK_AGAIN_AFTER)));
        run.waits().stopWaiting();
        if (alerted) {
            run.state().note("An alert came, so the cluster is looked at before the window opens.");
        }
    }
}

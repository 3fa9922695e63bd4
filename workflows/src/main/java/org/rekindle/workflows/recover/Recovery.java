// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import java.time.Instant;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.deploy.Deploy;
import org.rekindle.workflows.deploy.HandOff;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.observe.Observe;
import org.rekindle.workflows.observe.RebuildBasis;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.RunResult;
import org.rekindle.workflows.stage.BuildCluster;
import org.rekindle.workflows.stage.Connect;
import org.rekindle.workflows.stage.Cure;
import org.rekindle.workflows.stage.NonDestructiveRemedies;
import org.rekindle.workflows.stage.Planning;
import org.rekindle.workflows.stage.ProofStage;
import org.rekindle.workflows.stage.RememberUuid;
import org.rekindle.workflows.stage.Restore;
import org.rekindle.workflows.teardown.ApprovalAnswer;
import org.rekindle.workflows.teardown.DataProtection;
import org.rekindle.workflows.teardown.DeleteCluster;
import org.rekindle.workflows.teardown.LastLook;
import org.rekindle.workflows.teardown.Teardown;
import org.rekindle.workflows.teardown.TeardownApproval;
import org.rekindle.workflows.teardown.TeardownCase;
import org.rekindle.workflows.teardown.TeardownMandate;
import org.rekindle.workflows.teardown.TeardownOutcome;
import org.rekindle.workflows.teardown.TeardownRateLimitClient;

/**
 * What a recovery does.
 *
 * <ol>
 *   <li>Observe the cluster from outside and diagnose it.
 *   <li>Make a plan and seal it. A dry run ends here. Where there is nothing to do, or only people can do it, the run ends as well.
 *   <li>Cure without destroying, where the plan can: a fresh client certificate, a renewal in place, upgrades. What renews is
 *       proven, and the run ends. What does not is planned again without it.
 *   <li>Protect the data that the policy keeps.
 *   <li>Have the plan approved.
 *   <li>Take the last look, and tear down.
 *   <li>Rebuild from the first template of the plan that comes up.
 *   <li>Connect to the new cluster, put back what was rescued, hand its kubeconfig off, redeploy, and verify that users can work.
 *   <li>Report, however the run ended.
 * </ol>
 *
 * <p>With {@code rebuild: beside} the last look comes before the rebuild, and the new cluster is rebuilt and proven before step 6:
 * people move names and users to it, and only then the old one is torn down.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>Nothing is destroyed but by {@link Teardown}, and by {@link BuildCluster} of what this run itself has created; both under
 *       the sealed plan and its approval, checked by the guard of the activity that deletes.
 *   <li>What contradicts the plan before the delete leads back to step 1; the cluster stays.
 *   <li>Once Magnum has accepted the delete, the run goes forward only: it ends with a new cluster, or by an operator's ABORT.
 *   <li>A call that failed for good waits for the operator and fails no run. What rests on a look is looked at again afterwards.
 *   <li>The run ends after {@link #MOST_PLANS} plans, so that its history is bounded.
 * </ul>
 */
final class Recovery {

    /** A plan that is not approved in time is made again; without an end of that, the history would grow without one. */
    static final int MOST_PLANS = 20;

    private final RunContext run;
    private final RecoverRequest request;
    private final NonDestructiveRemedies cures;
    private final DataProtection data;
    private final TeardownApproval approvals;
    private final LastLook lastLook;
    private final Teardown teardown;
    private final BuildCluster build;
    private final HandOff handOff;
    private final Restore restore;
    private final Deploy deploy;
    private final ProofStage proof;

    Recovery(RunContext run, TeardownApproval approvals, TeardownRateLimitClient rateLimit, RecoverRequest request) {
        DeleteCluster deletes = new DeleteCluster(run);
        this.run = run;
        this.request = request;
        this.cures = new NonDestructiveRemedies(run);
        this.data = new DataProtection(run);
        this.approvals = approvals;
        this.lastLook = new LastLook(run, data);
        this.teardown = new Teardown(run, approvals, rateLimit, lastLook, deletes, request.requestedBy());
        this.build = new BuildCluster(run, deletes);
        this.handOff = new HandOff(run);
        this.restore = new Restore(run);
        this.deploy = new Deploy(run);
        this.proof = new ProofStage(run);
    }

    RunResult recover() {
        for (int plans = 0; plans < MOST_PLANS; plans++) {
            Observation before = Observe.first(run);
            SealedPlan plan = plan(before);
            if (isDry()) {
                return new RunResult(Outcome.PLANNED, "This is the plan " + plan.sha256() + "; nothing was done.");
            }
            if (carryOut(plan, before) instanceof PlanProgress.Ended ended) {
                return ended.result();
            }
        }
        return tooManyPlans();
    }

    private SealedPlan plan(Observation before) {
        SealedPlan sealed = Planning.plan(run, before, cures.tried());
        run.state().note("Plan " + sealed.sha256().abbreviated() + ": " + inWords(sealed.plan()) + ".");
        return sealed;
    }

    private static String inWords(RecoveryPlan plan) {
        String remedy = Text.constant(plan.remedy().name());
        if (plan.upgrades().isEmpty() || plan.remedy().renews()) {
            return remedy;
        }
        return "upgrade first, else " + remedy;
    }

    /** A dry run holds the cluster's workflow id, and must not swallow an alert that would have started a run without it. */
    private boolean isDry() {
        boolean asked = Boolean.TRUE.equals(request.dryRun());
        boolean wasAlerted = run.state().lastAlert().isAfter(Instant.EPOCH);
        if (asked && wasAlerted) {
            run.state().note("An alert came during the dry run, so it goes on as a recovery.");
        }
        return asked && !wasAlerted;
    }

    private PlanProgress carryOut(SealedPlan sealed, Observation before) {
        RecoveryPlan plan = sealed.plan();
        return switch (plan.remedy()) {
            case NOTHING -> handOver(plan, Outcome.HEALTHY);
            case TICKET, HAND_TO_HUMAN -> handOver(plan, Outcome.HANDED_TO_HUMAN);
            case FRESH_CLIENT_CERTIFICATE, RENEW_IN_PLACE ->
                prove(cures.carryOut(plan, before), before, proof::everythingOfTheSame);
            case SAME_VERSION_ROLL, UPGRADE -> prove(cures.carryOut(plan, before), before, proof::everything);
            case REBUILD -> plan.upgrades().isEmpty() ? rebuild(sealed, before) : upgrade(plan, before);
            case REBUILD_BESIDE -> plan.upgrades().isEmpty() ? rebuildBeside(sealed, before) : upgrade(plan, before);
        };
    }

    private PlanProgress handOver(RecoveryPlan plan, Outcome outcome) {
        Decision last = plan.decisions().get(plan.decisions().size() - 1);
        String sentence = Sentences.of(plan.diagnosis()) + " " + Sentences.why(last) + cures.inVain();
        return new PlanProgress.Ended(new RunResult(outcome, sentence));
    }

    /** A failed upgrade leaves another cluster than the plan was made for, so nothing else of the plan is carried out. */
    private PlanProgress upgrade(RecoveryPlan plan, Observation before) {
        return prove(cures.upgrade(plan.upgrades(), before), before, proof::everything);
    }

    /** What is proven of a cluster that was renewed. */
    private interface Proving {
        ProofStage.Proven of(ClusterUuid uuid, Connection connection, Shape shape);
    }

    private PlanProgress prove(Cure cure, Observation before, Proving proving) {
        if (!(cure instanceof Cure.Renewed renewed)) {
            return new PlanProgress.PlanAgain();
        }
        CloudCluster cluster = before.cloud();
        if (cluster == null) {
            throw new IllegalStateException("Renewed a cluster that Magnum does not know");
        }
        Connection connection = Connect.to(run, cluster);
        ProofStage.Proven proven = proving.of(cluster.identity().uuid(), connection, cluster.shape());
        return new PlanProgress.Ended(proof.last(proven, ProofStage.renewed(renewed.how(), proven)));
    }

    /** Protect data, approve, take the last look and tear down, rebuild. */
    private PlanProgress rebuild(SealedPlan plan, Observation before) {
        TeardownCase old = TeardownCase.beforeRebuild(plan, before);
        DataProtection.Verdict kept = data.protect(old);
        if (!(kept instanceof DataProtection.Verdict.Kept)) {
            return stop(kept);
        }
        ApprovalAnswer answer = approvals.ask(plan, run.profile().policy());
        if (!(answer instanceof ApprovalAnswer.Approved approved)) {
            return stop(answer);
        }
        TeardownOutcome outcome = teardown.beforeRebuild(old, approved.approval());
        if (!(outcome instanceof TeardownOutcome.TornDown tornDown)) {
            return stop(outcome);
        }
        CloudCluster built = build.from(tornDown.mandate());
        RememberUuid.remember(run, old.identity(), built.identity().uuid());
        return end(bringIntoUse(plan.plan(), built));
    }

    /** Protect data, approve, take the last look, rebuild, prove, switch over, tear the old cluster down. */
    private PlanProgress rebuildBeside(SealedPlan plan, Observation before) {
        TeardownCase old = TeardownCase.beforeRebuild(plan, before);
        DataProtection.Verdict kept = data.protect(old);
        if (!(kept instanceof DataProtection.Verdict.Kept)) {
            return stop(kept);
        }
        ApprovalAnswer answer = approvals.ask(plan, run.profile().policy());
        if (!(answer instanceof ApprovalAnswer.Approved approved)) {
            return stop(answer);
        }
        if (!lastLook.holdsBeforeBuildingBeside(old)) {
            return new PlanProgress.PlanAgain();
        }
        TeardownMandate mandate = teardown.mandate(old, approved.approval());
        RebuiltCluster rebuilt = proveUntilComplete(plan.plan(), bringIntoUse(plan.plan(), build.from(mandate)));
        switchOver(rebuilt.result());
        RememberUuid.remember(run, old.identity(), rebuilt.uuid());
        return tearDownOld(old.replacedBy(rebuilt.uuid()), rebuilt);
    }

    /** Connect, put back what was rescued, hand the kubeconfig off, redeploy, verify. */
    private RebuiltCluster bringIntoUse(RecoveryPlan plan, CloudCluster built) {
        Connection connection = Connect.to(run, built);
        restore.into(connection, plan);
        handOff.all(connection);
        deploy.all(connection);
        return verify(plan, built, connection);
    }

    private RebuiltCluster verify(RecoveryPlan plan, CloudCluster built, Connection connection) {
        return new RebuiltCluster(
                built, connection, proof.everything(built.identity().uuid(), connection, RebuildBasis.shape(plan)));
    }

    private PlanProgress end(RebuiltCluster rebuilt) {
        return new PlanProgress.Ended(proof.last(rebuilt.proven(), rebuilt.result()));
    }

    /** The old cluster works or may be recovered: it does not go for one of which it is not known whether users can work there. */
    private RebuiltCluster proveUntilComplete(RecoveryPlan plan, RebuiltCluster built) {
        RebuiltCluster rebuilt = built;
        while (rebuilt.lacksProofs()) {
            String sentence = rebuilt.result().sentence();
            run.state().enter(Phase.VERIFYING, sentence);
            run.operator()
                    .await(
                            "prove the new cluster",
                            sentence
                                    + " The old one is not torn down before every proof is made. RETRY proves again, and ABORT leaves"
                                    + " both.");
            rebuilt = verify(plan, rebuilt.cluster(), rebuilt.connection());
        }
        return rebuilt;
    }

    /** People outside own the names, and decide when users move. */
    private void switchOver(RunResult result) {
        run.state().enter(Phase.SWITCHING_OVER, "Names and users move to the new cluster.");
        run.operator()
                .await(
                        "switch over",
                        result.sentence()
                                + " Point the public names at it and let users move; RETRY then tears the old one down, and"
                                + " ABORT leaves both.");
    }

    /** Hours have passed since the approval, so it is asked for again where it expired. */
    private PlanProgress tearDownOld(TeardownCase old, RebuiltCluster rebuilt) {
        while (true) {
            ApprovalAnswer answer = approvals.ask(old.sealed(), run.profile().policy());
            if (answer instanceof ApprovalAnswer.Rejected rejected) {
                return new PlanProgress.Ended(rejected.result());
            }
            if (answer instanceof ApprovalAnswer.Approved approved) {
                TeardownOutcome outcome = teardown.afterSwitchOver(old, approved.approval());
                if (outcome instanceof TeardownOutcome.TornDown) {
                    return end(rebuilt);
                }
                if (outcome instanceof TeardownOutcome.Rejected rejected) {
                    return new PlanProgress.Ended(rejected.result());
                }
            }
            run.operator()
                    .await(
                            "tear down the old cluster",
                            "It was not deleted; the timeline says why. RETRY tries again, ABORT leaves both clusters.");
        }
    }

    private static PlanProgress stop(DataProtection.Verdict verdict) {
        if (verdict instanceof DataProtection.Verdict.AtRisk atRisk) {
            return new PlanProgress.Ended(atRisk.result());
        }
        return new PlanProgress.PlanAgain();
    }

    private static PlanProgress stop(ApprovalAnswer answer) {
        if (answer instanceof ApprovalAnswer.Rejected rejected) {
            return new PlanProgress.Ended(rejected.result());
        }
        return new PlanProgress.PlanAgain();
    }

    private static PlanProgress stop(TeardownOutcome outcome) {
        if (outcome instanceof TeardownOutcome.Rejected rejected) {
            return new PlanProgress.Ended(rejected.result());
        }
        return new PlanProgress.PlanAgain();
    }

    private RunResult tooManyPlans() {
        return new RunResult(
                Outcome.HANDED_TO_HUMAN,
                MOST_PLANS
                        + " plans were made and none was carried out, for the reasons that the timeline shows. Start again with"
                        + " `./rekindle recover " + run.profile().cluster()
                        + "` when an approver is there; while the certificate"
                        + " is expired, the next survey does so by itself." + cures.inVain());
    }
}

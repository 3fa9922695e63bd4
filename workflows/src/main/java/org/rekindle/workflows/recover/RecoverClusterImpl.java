// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import io.temporal.workflow.WorkflowInit;
import java.util.Optional;
import org.rekindle.workflows.decide.KnownAddress;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.model.Alert;
import org.rekindle.workflows.model.Approve;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Connection;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.Outcome;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.RecoverRequest;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.RecoveryResult;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.Reject;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Resolve;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.ServedCertificate;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.rebuild.Build;
import org.rekindle.workflows.rebuild.FleetBreaker;
import org.rekindle.workflows.rebuild.TearDown;
import org.rekindle.workflows.redeploy.Redeploy;
import org.rekindle.workflows.run.Gate;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.Refusal;
import org.rekindle.workflows.run.RunEnded;
import org.rekindle.workflows.run.StepFailed;
import org.rekindle.workflows.run.Steps;
import org.rekindle.workflows.verify.Proofs;
import org.rekindle.workflows.verify.Verify;

/** See {@link RecoverCluster}; {@link #bringBack} is the table of contents. */
public final class RecoverClusterImpl implements RecoverCluster {

    /** A plan that nobody approves in time is made anew; without an end of that, the history would grow without one. */
    static final int MOST_PLANS = 20;

    private final Journal journal;
    private final Gate gate;
    private final Steps steps;
    private boolean wasAlerted;

    /** Makes what the handlers need, since an update may come before the first step. */
    @WorkflowInit
    public RecoverClusterImpl(RecoverRequest request) {
        RecoverRequest asked = RecoverRequest.orNothing(request);
        this.journal = new Journal(asked);
        this.gate = new Gate(journal, asked.requestedBy());
        this.steps = new Steps(journal);
    }

    @Override
    public RecoveryResult recover(RecoverRequest request) {
        RecoverRequest asked = RecoverRequest.orNothing(request);
        ClusterProfile profile = Opening.profile(journal, asked);
        FleetBreaker breaker = new FleetBreaker(profile, journal);
        return Closing.afterwards(profile, journal, steps, breaker, () -> bringBack(profile, asked, breaker));
    }

    private RunEnded bringBack(ClusterProfile profile, RecoverRequest request, FleetBreaker breaker) {
        Mending mending = new Mending(profile, journal, steps);
        Clearing clearing = new Clearing(profile, journal, steps, gate, breaker, request.requestedBy());
        for (int plans = 0; plans < MOST_PLANS; plans++) {
            Observation before = Observe.first(profile, journal, steps);
            SealedPlan plan = plan(profile, before, mending);
            if (isDry(request)) {
                return new RunEnded(Outcome.PLANNED, "This is the plan " + plan.sha256() + "; nothing was done.");
            }
            Remedy remedy = plan.plan().remedy();
            if (remedy == Remedy.NOTHING || remedy == Remedy.TICKET || remedy == Remedy.HAND_TO_HUMAN) {
                return handOver(plan.plan(), mending.inVain());
            }
            Optional<String> mended = mending.mend(plan.plan(), before);
            if (mended.isPresent()) {
                return proveMended(profile, before, mended.get());
            }
            if (!plan.plan().hops().isEmpty()) {
                // An upgrade that was given up leaves another cluster than the plan was made for.
                continue;
            }
            Optional<RunEnded> rebuilt =
                    remedy.tearsDown() ? rebuild(profile, plan, before, clearing) : Optional.empty();
            if (rebuilt.isPresent()) {
                return rebuilt.get();
            }
        }
        return new RunEnded(
                Outcome.HANDED_TO_HUMAN,
                MOST_PLANS
                        + " plans were made and none was carried out, for the reasons that the timeline tells. Begin anew with"
                        + " `./rekindle recover " + profile.cluster()
                        + "` when somebody can approve; while the certificate"
                        + " is expired, the next survey does so by itself." + mending.inVain());
    }

    /** A dry run holds the cluster's workflow id, and must not swallow an alert that would have started a run without it. */
    private boolean isDry(RecoverRequest request) {
        boolean asked = Boolean.TRUE.equals(request.dryRun());
        if (asked && wasAlerted) {
            journal.note("An alert came during the dry run, so it goes on as a recovery.");
        }
        return asked && !wasAlerted;
    }

    private SealedPlan plan(ClusterProfile profile, Observation seen, Mending mending) {
        journal.enter(Phase.PLANNING, "Make a plan.");
        RecoveryPlan plan = steps.need("plan", () -> Planning.plan(profile, journal, seen, mending.tried()));
        SealedPlan sealed = PlanSeal.seal(plan);
        journal.planned(sealed);
        journal.note("Plan " + sealed.sha256().substring(0, 12) + ": " + plan.remedy() + ".");
        return sealed;
    }

    private static RunEnded handOver(RecoveryPlan plan, String inVain) {
        Outcome outcome = plan.remedy() == Remedy.NOTHING ? Outcome.HEALTHY : Outcome.HANDED_TO_HUMAN;
        Decision last = plan.decisions().get(plan.decisions().size() - 1);
        return new RunEnded(outcome, plan.diagnosis().sentence() + " " + last.why() + inVain);
    }

    private RunEnded proveMended(ClusterProfile profile, Observation before, String how) {
        CloudCluster cluster = cloud(before);
        Connection connection = connect(profile, cluster);
        Proofs proofs = prove(profile, connection, cluster.shape());
        Observation after = observeAfter(profile, cluster.identity().uuid(), connection);
        return renewed(how, after, proofs);
    }

    /** How a run ends that renewed and destroyed nothing. */
    public static RunEnded renewed(String how, Observation after, Proofs proofs) {
        ServedCertificate served = after.certificate().certificate();
        return new RunEnded(
                proofs.complete() ? Outcome.RENEWED : Outcome.RENEWED_NOT_PROVEN,
                how
                        + (served == null ? "" : " The certificate now ends at " + served.notAfter() + ".")
                        + (proofs.complete() ? "" : " That users can work is not proven. " + proofs.lacking()));
    }

    private Optional<RunEnded> rebuild(ClusterProfile profile, SealedPlan plan, Observation before, Clearing clearing) {
        if (plan.plan().remedy() == Remedy.REBUILD) {
            return clearing.clear(plan, before)
                    .map(tearDown -> build(profile, plan.plan(), tearDown).end());
        }
        return clearing.leave(plan, before).map(tearDown -> {
            Rebuilt rebuilt = build(profile, plan.plan(), tearDown);
            while (rebuilt.proofs().somePassedOver()) {
                rebuilt = proveAgain(profile, plan.plan(), rebuilt);
            }
            switchOver(rebuilt.end());
            NewUuid.remember(
                    profile,
                    journal,
                    Clearing.identity(plan.plan()),
                    rebuilt.cluster().identity().uuid());
            clearing.clearOld(plan, before, rebuilt.cluster().identity().uuid());
            return rebuilt.end();
        });
    }

    /** A cluster that was built anew, and what is known of it. */
    private record Rebuilt(CloudCluster cluster, Connection connection, Proofs proofs, RunEnded end) {}

    /** The old cluster works or may be brought back: it does not go for one of which nobody knows whether users can work there. */
    private Rebuilt proveAgain(ClusterProfile profile, RecoveryPlan plan, Rebuilt rebuilt) {
        journal.enter(Phase.VERIFYING, rebuilt.end().sentence());
        steps.confirm(
                "prove the new cluster",
                rebuilt.end().sentence()
                        + " The old one is not torn down before every proof is made. RETRY proves again, and ABORT leaves"
                        + " both.");
        return proven(profile, plan, rebuilt.cluster(), rebuilt.connection());
    }

    /** Names belong to people outside, and so does the moment at which users move. */
    private void switchOver(RunEnded end) {
        journal.enter(Phase.SWITCHING_OVER, "Names and users move to the new cluster.");
        steps.confirm(
                "switch over",
                end.sentence()
                        + " Point the public names at it and let users move; RETRY then tears the old one down, and"
                        + " ABORT leaves both.");
    }

    private Rebuilt build(ClusterProfile profile, RecoveryPlan plan, TearDown tearDown) {
        Shape shape = shape(plan);
        String name = Clearing.identity(plan).name();
        journal.enter(Phase.REBUILDING, "Build " + name + " anew.");
        Build build = new Build(profile, journal, tearDown);
        CloudCluster built = steps.need(
                "rebuild",
                () -> build.ensureBuilt(name, shape, plan.ladder(), () -> Planning.anotherLadder(profile, journal)));
        if (plan.remedy() == Remedy.REBUILD) {
            // The old one is gone. Beside it, the old one is meant until names and users have moved.
            NewUuid.remember(
                    profile, journal, Clearing.identity(plan), built.identity().uuid());
        }
        Connection connection = connect(profile, built);
        new Redeploy(profile, journal, steps).ensureDeployed(connection);
        return proven(profile, plan, built, connection);
    }

    private Rebuilt proven(ClusterProfile profile, RecoveryPlan plan, CloudCluster built, Connection connection) {
        Proofs proofs = prove(profile, connection, shape(plan));
        Observation after = observeAfter(profile, built.identity().uuid(), connection);
        String back = built.identity().name() + " (" + built.identity().uuid() + ") is back with "
                + (after.cloud() == null ? "an unknown version" : after.cloud().kubernetesVersion());
        RunEnded end = proofs.complete()
                ? new RunEnded(Outcome.RECOVERED, back + ", and users can work.")
                : new RunEnded(
                        Outcome.REBUILT_NOT_PROVEN, back + "; that users can work is not proven. " + proofs.lacking());
        return new Rebuilt(built, connection, proofs, end);
    }

    private static Shape shape(RecoveryPlan plan) {
        Shape shape = plan.shape();
        if (shape == null) {
            throw new IllegalStateException("A plan that rebuilds says nothing of the shape to build");
        }
        return shape;
    }

    private Connection connect(ClusterProfile profile, CloudCluster cluster) {
        journal.enter(Phase.CONNECTING, "Make a kubeconfig, signed by Magnum.");
        return steps.need("connect", () -> {
            return Observe.connect(
                    profile,
                    cluster,
                    KnownAddress.of(cluster)
                            .orElseThrow(() -> new StepFailed(FailureCode.NOT_FOUND, KnownAddress.NONE_YET)));
        });
    }

    private Proofs prove(ClusterProfile profile, Connection connection, Shape shape) {
        journal.enter(Phase.VERIFYING, "Prove that users can work.");
        Proofs proofs = new Verify(profile, journal, steps).all(connection, shape);
        journal.notProven(proofs.notProven());
        return proofs;
    }

    private Observation observeAfter(ClusterProfile profile, String uuid, Connection connection) {
        Observation after = steps.need("observe again", () -> Observe.lookAgain(profile, uuid, connection));
        journal.sawAfter(after);
        return after;
    }

    private static CloudCluster cloud(Observation seen) {
        CloudCluster cluster = seen.cloud();
        if (cluster == null) {
            throw new IllegalStateException("Upgraded a cluster that Magnum does not know");
        }
        return cluster;
    }

    @Override
    public void alert(Alert alert) {
        journal.alerted(alert);
        wasAlerted = true;
    }

    @Override
    public String approve(Approve approve) {
        return gate.approve(approve);
    }

    @Override
    public void validateApprove(Approve approve) {
        Refusal.unlessNull(gate.objection(approve));
    }

    @Override
    public String reject(Reject reject) {
        return gate.reject(reject);
    }

    @Override
    public void validateReject(Reject reject) {
        Refusal.unlessNull(gate.objection(reject));
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

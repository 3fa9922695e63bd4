// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import io.temporal.workflow.WorkflowInit;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.activities.AccessActivities;
import org.rekindle.workflows.activities.InventoryActivities;
import org.rekindle.workflows.decide.Diagnose;
import org.rekindle.workflows.decide.PlanSeal;
import org.rekindle.workflows.model.Alert;
import org.rekindle.workflows.model.Approval;
import org.rekindle.workflows.model.Approve;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.ClusterIdentityOf;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ConnectRequest;
import org.rekindle.workflows.model.Connection;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.LeftOver;
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
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.rebuild.Build;
import org.rekindle.workflows.rebuild.TearDown;
import org.rekindle.workflows.redeploy.Redeploy;
import org.rekindle.workflows.run.Gate;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.Refusal;
import org.rekindle.workflows.run.RunEnded;
import org.rekindle.workflows.run.StepFailed;
import org.rekindle.workflows.run.Steps;
import org.rekindle.workflows.run.World;
import org.rekindle.workflows.verify.Verify;

/** See {@link RecoverCluster}; {@link #bringBack} is the table of contents. */
public final class RecoverClusterImpl implements RecoverCluster {

    private final Journal journal;
    private final Gate gate;
    private final Steps steps;
    private boolean upgradeTried;

    /** Makes what the handlers need, since an update may come before the first step. */
    @WorkflowInit
    public RecoverClusterImpl(RecoverRequest request) {
        this.journal = new Journal(request);
        this.gate = new Gate(journal, request.requestedBy());
        this.steps = new Steps(journal);
    }

    @Override
    public RecoveryResult recover(RecoverRequest request) {
        ClusterProfile profile = Opening.profile(journal, request);
        RunEnded end;
        try {
            end = bringBack(profile, request);
        } catch (RunEnded early) {
            end = early;
        }
        return Closing.close(journal, steps, end);
    }

    private RunEnded bringBack(ClusterProfile profile, RecoverRequest request) {
        while (true) {
            Observation before = observe(profile);
            SealedPlan plan = plan(profile, before);
            if (Boolean.TRUE.equals(request.dryRun())) {
                return new RunEnded(Outcome.PLANNED, "This is the plan " + plan.sha256() + "; nothing was done.");
            }
            if (plan.plan().remedy() == Remedy.NOTHING || plan.plan().remedy() == Remedy.HAND_TO_HUMAN) {
                return handOver(plan.plan());
            }
            Optional<RunEnded> renewed = upgrade(profile, plan.plan(), before);
            if (renewed.isPresent()) {
                return renewed.get();
            }
            Optional<TearDown> tornDown = tearDown(profile, request, plan);
            if (tornDown.isPresent()) {
                return rebuild(profile, plan.plan(), tornDown.get());
            }
        }
    }

    private Observation observe(ClusterProfile profile) {
        journal.enter(Phase.OBSERVING, "Look at " + profile.cluster() + " from outside.");
        Observation seen = steps.need("observe", () -> Observe.look(profile, null));
        Diagnosis diagnosis = Diagnose.from(seen, profile.policy().renewBefore());
        journal.sawBefore(seen, diagnosis);
        journal.note(diagnosis.sentence());
        return seen;
    }

    private SealedPlan plan(ClusterProfile profile, Observation seen) {
        journal.enter(Phase.PLANNING, "Make a plan.");
        RecoveryPlan plan = steps.need("plan", () -> Planning.plan(profile, seen, upgradeTried));
        SealedPlan sealed = PlanSeal.seal(plan);
        journal.planned(sealed);
        journal.note("Plan " + sealed.sha256().substring(0, 12) + ": " + plan.remedy() + ".");
        return sealed;
    }

    private static RunEnded handOver(RecoveryPlan plan) {
        Outcome outcome = plan.remedy() == Remedy.NOTHING ? Outcome.HEALTHY : Outcome.HANDED_TO_HUMAN;
        Decision last = plan.decisions().get(plan.decisions().size() - 1);
        return new RunEnded(outcome, plan.diagnosis().sentence() + " " + last.why());
    }

    private Optional<RunEnded> upgrade(ClusterProfile profile, RecoveryPlan plan, Observation before) {
        Rung target = plan.upgradeTo();
        if (target == null) {
            return Optional.empty();
        }
        UpgradeOutcome outcome = steps.need("upgrade", () -> new Upgrade(profile, journal).to(target, before));
        upgradeTried = true;
        if (outcome instanceof UpgradeOutcome.Renewed renewed) {
            journal.decided(
                    new Decision("upgrade", "taken", "The certificate now ends at " + renewed.notAfter() + "."));
            journal.enter(Phase.VERIFYING, "Prove that users can work.");
            CloudCluster cluster = cloud(before);
            prove(profile, connect(profile, cluster), cluster.shape());
            observeAfter(profile, cluster.identity().uuid());
            return Optional.of(new RunEnded(
                    Outcome.RENEWED, "Renewed by an upgrade; the certificate now ends at " + renewed.notAfter() + "."));
        }
        String why = ((UpgradeOutcome.NotRenewed) outcome).why();
        journal.decided(new Decision("upgrade", "given up", why));
        journal.note("The upgrade renewed nothing: " + why);
        return plan.remedy() == Remedy.REBUILD
                ? Optional.empty()
                : Optional.of(new RunEnded(Outcome.HANDED_TO_HUMAN, "The upgrade renewed nothing: " + why));
    }

    /** Empty when the plan no longer counts, so that the world must be looked at again. */
    private Optional<TearDown> tearDown(ClusterProfile profile, RecoverRequest request, SealedPlan plan) {
        protectData(plan.plan());
        Optional<Approval> approval = gate.await(plan, profile.policy());
        if (approval.isEmpty()) {
            return Optional.empty();
        }
        ClusterIdentity identity = identity(plan.plan());
        journal.enter(Phase.TEARING_DOWN, "Delete " + identity.name() + " (" + identity.uuid() + ").");
        TearDown tearDown = new TearDown(profile, journal, plan, approval.get(), request.requestedBy());
        boolean gone = steps.need("tear down", () -> tearDown.ensureGone(identity, null));
        if (!gone) {
            return Optional.empty();
        }
        listLeftOvers(profile, identity);
        return Optional.of(tearDown);
    }

    private void protectData(RecoveryPlan plan) {
        if (!plan.keepVolumes() || plan.dataAtRisk().isEmpty()) {
            return;
        }
        List<String> volumes = plan.dataAtRisk().stream().map(LeftOver::id).toList();
        throw new RunEnded(
                Outcome.HANDED_TO_HUMAN,
                "Nothing was destroyed, since " + volumes.size() + " volumes would go with the cluster: "
                        + String.join(", ", volumes)
                        + ". Protect each (openstack volume set --property janitor.capi.azimuth-cloud.com/keep=true"
                        + " <volume>) or set keepVolumes: false, then start again.");
    }

    private void listLeftOvers(ClusterProfile profile, ClusterIdentity identity) {
        steps.may(
                "list left-overs",
                () -> journal.leftOver(World.ask(
                                InventoryActivities.class,
                                "List what the cloud still holds of the old cluster",
                                profile.policy().deadlines().answer())
                        .leftOvers(new ClusterIdentityOf(profile.cluster(), identity))
                        .found()));
    }

    private RunEnded rebuild(ClusterProfile profile, RecoveryPlan plan, TearDown tearDown) {
        Shape shape = plan.shape();
        if (shape == null) {
            throw new StepFailed(FailureCode.MISCONFIGURED, "The plan says nothing of the shape to build.");
        }
        String name = identity(plan).name();
        journal.enter(Phase.REBUILDING, "Build " + name + " anew.");
        Build build = new Build(profile, journal, tearDown);
        CloudCluster built = steps.need("rebuild", () -> build.ensureBuilt(name, shape, plan.ladder()));
        Connection connection = connect(profile, built);
        new Redeploy(profile, journal, steps).ensureDeployed(connection);
        journal.enter(Phase.VERIFYING, "Prove that users can work.");
        prove(profile, connection, shape);
        Observation after = observeAfter(profile, built.identity().uuid());
        return new RunEnded(
                Outcome.RECOVERED,
                name + " (" + built.identity().uuid() + ") is back with "
                        + (after.cloud() == null
                                ? "an unknown version"
                                : after.cloud().kubernetesVersion())
                        + ", and users can work.");
    }

    private Connection connect(ClusterProfile profile, CloudCluster cluster) {
        journal.enter(Phase.CONNECTING, "Make a kubeconfig, signed by Magnum.");
        return steps.need("connect", () -> {
            String address = cluster.apiAddress();
            if (address == null) {
                throw new StepFailed(FailureCode.NOT_FOUND, "Magnum knows no API address of the cluster.");
            }
            return World.ask(
                            AccessActivities.class,
                            "Have Magnum sign a client certificate",
                            profile.policy().deadlines().answer())
                    .connect(new ConnectRequest(
                            profile.cluster(), cluster.identity().uuid(), address));
        });
    }

    private void prove(ClusterProfile profile, Connection connection, Shape shape) {
        Verify verify = new Verify(profile, journal, steps);
        verify.nodes(connection, shape);
        verify.users(connection);
    }

    private Observation observeAfter(ClusterProfile profile, String uuid) {
        Observation after = steps.need("observe again", () -> Observe.look(profile, uuid));
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

    private static ClusterIdentity identity(RecoveryPlan plan) {
        ClusterIdentity identity = plan.identity();
        if (identity == null) {
            throw new IllegalStateException("A plan that tears down names no cluster");
        }
        return identity;
    }

    @Override
    public void alert(Alert alert) {
        journal.alerted(alert);
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

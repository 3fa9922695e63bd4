// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.CreateRequest;
import org.rekindle.workflows.api.MagnumActivities.RequestOutcome;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterStatus.Action;
import org.rekindle.workflows.model.observation.ClusterStatus.Progress;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.RunMark;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.Work;
import org.rekindle.workflows.observe.RebuildBasis;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.Step;
import org.rekindle.workflows.teardown.DeleteCluster;
import org.rekindle.workflows.teardown.TeardownMandate;

/**
 * Builds a cluster from the first template of the plan that comes up.
 *
 * <ol>
 *   <li>Ask for a cluster of the template, marked as this run's own.
 *   <li>Wait for it, but no longer than our own deadline: Magnum waits for ever.
 *   <li>If it does not come up, look once more, delete it, and go on with the next template.
 *   <li>After the last template, wait for the operator, and begin with the templates that fit then: the fleet file may allow
 *       another one by now.
 *   <li>Delete what a request made that reached Magnum twice ({@link DuplicateClusters}).
 *   <li>Add the other node groups, one after the other ({@link AddNodeGroups}).
 * </ol>
 */
public final class BuildCluster {

    static final String STEP = "rebuild";

    private final RunContext run;
    private final OwnClusters own;
    private final DuplicateClusters duplicates;

    /** @param deletes deletes a cluster that this run created and that did not come up */
    public BuildCluster(RunContext run, DeleteCluster deletes) {
        this.run = run;
        this.own = new OwnClusters(run, deletes);
        this.duplicates = new DuplicateClusters(run, own);
    }

    /** Builds what a plan says, under the approval of the plan. */
    public CloudCluster from(TeardownMandate mandate) {
        RecoveryPlan plan = mandate.plan().plan();
        ClusterIdentity identity = plan.identity();
        if (identity == null) {
            throw new IllegalStateException("A plan that rebuilds names no cluster");
        }
        String name = identity.name();
        Shape shape = RebuildBasis.shape(plan);
        run.state().enter(Phase.REBUILDING, "Building " + name + " again.");
        CloudCluster built = firstThatComesUp(mandate, name, shape);
        duplicates.delete(mandate, name, built.identity().uuid());
        new AddNodeGroups(run).to(built, shape);
        return built;
    }

    private CloudCluster firstThatComesUp(TeardownMandate mandate, String name, Shape shape) {
        List<CandidateTemplate> templates = mandate.plan().plan().ladder();
        int tries = 0;
        while (true) {
            for (CandidateTemplate template : templates) {
                tries++;
                Optional<CloudCluster> built = build(mandate, name, shape, template, new RunMark(mark() + tries));
                if (built.isPresent()) {
                    return built.get();
                }
            }
            duplicates.delete(mandate, name, null);
            Step step = run.operator().step(STEP);
            step.awaitOperator(
                    FailureCode.REFUSED,
                    "None of the templates came up. Retry to try them again from the first; if another one fits, add it before"
                            + " under templates: in the fleet file and restart the worker.");
            templates = step.whole(() -> Planning.templatesNow(run));
        }
    }

    /** What the marks of all tries of this run begin with: the whole id, since ids of one minute begin alike. */
    static String mark() {
        return Workflow.getInfo().getOriginalExecutionRunId() + "-";
    }

    private Optional<CloudCluster> build(
            TeardownMandate mandate, String name, Shape shape, CandidateTemplate template, RunMark mark) {
        String from = template.template().name();
        Step step = run.operator().step(STEP);
        run.state()
                .note("Creating " + name + " from " + from + " (" + template.kubernetesVersion() + ", chart "
                        + template.chartVersion() + ").");
        CreateOutcome outcome = step.whole(() -> create(name, shape, template, mark));
        if (outcome instanceof CreateOutcome.Up up) {
            taken(template, ReasonCode.CAME_UP);
            return Optional.of(up.cluster());
        }
        if (outcome instanceof CreateOutcome.Refused refused) {
            run.state().decided(Decision.of(StepId.REBUILD, from, ChoiceCode.NEXT_TEMPLATE, refused.why()));
            return Optional.empty();
        }
        CreateOutcome.NotUp notUp = (CreateOutcome.NotUp) outcome;
        return step.untilSucceeded(() -> deleteUnlessUp(mandate, notUp, template, mark));
    }

    /** Asks for the cluster and waits for it. Asking twice makes one, so both are repeated where one of them failed. */
    private CreateOutcome create(String name, Shape shape, CandidateTemplate template, RunMark mark) {
        String from = template.template().name();
        RequestOutcome requested = ActivityStubs.remote(
                        MagnumActivities.class,
                        "Create " + name + " from " + from,
                        run.profile().policy().deadlines().request())
                .requestCreate(new CreateRequest(
                        run.profile().inCloud(), name, mark, template.template().uuid(), shape));
        if (requested instanceof RequestOutcome.Refused refused) {
            return new CreateOutcome.Refused(Reason.of(ReasonCode.NOT_ACCEPTED, "said", refused.reason()));
        }
        ClusterUuid uuid = ((RequestOutcome.Accepted) requested).uuid();
        Duration longest = run.profile().policy().deadlines().create();
        run.waits().begin(Work.CREATE, name + " (" + uuid + ") to be created from " + from, longest);
        CreateOutcome outcome =
                new CreateWait(run).until(name, uuid, shape.nodeGroups().get(0));
        if (outcome instanceof CreateOutcome.Up) {
            run.waits().done(Work.CREATE);
        } else {
            run.waits().stopWaiting();
        }
        return outcome;
    }

    /** Looks once more before it deletes: hours may have passed with the operator being asked, and users may be at work. */
    private Attempt<Optional<CloudCluster>> deleteUnlessUp(
            TeardownMandate mandate, CreateOutcome.NotUp notUp, CandidateTemplate template, RunMark mark) {
        CloudCluster now = own.look(notUp.uuid());
        if (now != null && now.status().is(Action.CREATE, Progress.COMPLETE)) {
            taken(template, ReasonCode.CAME_UP_AFTER_ALL);
            return Attempt.succeeded(Optional.of(now));
        }
        run.state()
                .decidedOnce(Decision.of(
                        StepId.REBUILD, template.template().name(), ChoiceCode.DELETED_NEXT_TEMPLATE, notUp.why()));
        Attempt<Boolean> deleted = own.delete(mandate, now, notUp.uuid(), mark);
        if (deleted instanceof Attempt.Failed<Boolean> failed) {
            return Attempt.failed(failed.code(), failed.reason());
        }
        return Attempt.succeeded(Optional.empty());
    }

    private void taken(CandidateTemplate template, ReasonCode how) {
        run.state()
                .decided(Decision.of(
                        StepId.REBUILD,
                        template.template().name(),
                        ChoiceCode.TAKEN,
                        Reason.of(how).because(template.reasons())));
    }
}

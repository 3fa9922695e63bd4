// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.FleetActivities;
import org.rekindle.workflows.api.FleetActivities.ClusterRef;
import org.rekindle.workflows.api.InventoryActivities;
import org.rekindle.workflows.api.InventoryActivities.QuotaQuestion;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.ReportActivities;
import org.rekindle.workflows.api.ReportActivities.PastTimesOf;
import org.rekindle.workflows.decide.compatibility.TemplateLadder;
import org.rekindle.workflows.decide.diagnosis.Diagnose;
import org.rekindle.workflows.decide.plan.MakePlan;
import org.rekindle.workflows.decide.plan.PlanDifference;
import org.rekindle.workflows.decide.plan.PlanInput;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.decide.rebuild.ShapeOf;
import org.rekindle.workflows.decide.times.UsualTimes;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.CreateFacts;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.observation.RebuildFacts;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.policy.RebuildPolicy;
import org.rekindle.workflows.model.run.PastTimes;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.ReleaseCheck;
import org.rekindle.workflows.observe.DeployRehearsal;
import org.rekindle.workflows.observe.NamesRehearsal;
import org.rekindle.workflows.observe.RebuildBasis;
import org.rekindle.workflows.observe.RescueLook;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.RunContext;

/** Gathers the facts that a plan rests on, and has it made. */
public final class Planning {

    private Planning() {}

    /**
     * Makes a plan, seals it and keeps it.
     *
     * @param tried what this run has tried in vain: an upgrade is one shot, and leaves no way back
     */
    public static SealedPlan plan(RunContext run, Observation seen, Set<Remedy> tried) {
        run.state().enter(Phase.PLANNING, "Making a plan.");
        SealedPlan sealed = PlanSeal.seal(run.operator().required("plan", () -> make(run, seen, tried)));
        SealedPlan last = run.state().plan();
        if (last != null) {
            PlanDifference.between(last.plan(), sealed.plan()).forEach(run.state()::note);
        }
        run.state().planned(sealed);
        return sealed;
    }

    private static RecoveryPlan make(RunContext run, Observation seen, Set<Remedy> tried) {
        ClusterProfile profile = run.profile();
        Diagnosis diagnosis = Diagnose.from(seen, profile.policy().renewBefore());
        CloudCluster cloud = seen.cloud();
        if (cloud == null || !concernsCertificates(diagnosis.condition())) {
            return MakePlan.from(profile, seen, diagnosis, PlanInput.none(tried));
        }
        Promise<Inventory> volumes = Async.function(() -> RebuildBasis.volumes(profile, cloud.identity()));
        Cloud asked = cloud(profile, cloud, builds(profile, diagnosis));
        PastTimes past = ActivityStubs.local(ReportActivities.class, "Read how long things took before")
                .times(new PastTimesOf(profile.cloud()));
        run.waits().expects(work -> UsualTimes.of(work, past).time());
        PlanInput facts = new PlanInput(
                asked.visible(),
                volumes.get(),
                asked.quota(),
                past,
                tried,
                List.of(),
                asked.create(),
                asked.unknown(),
                List.of(),
                null);
        RecoveryPlan plan = MakePlan.from(profile, seen, diagnosis, facts);
        if (!plan.remedy().tearsDown()) {
            return plan;
        }
        List<ReleaseCheck> releases = DeployRehearsal.of(run, plan.ladder());
        List<String> namesLeft = NamesRehearsal.of(run);
        RescueSighting rescued = RescueLook.keep(profile, cloud);
        return MakePlan.from(profile, seen, diagnosis, facts.with(releases, namesLeft, rescued));
    }

    /** Whether a rebuild is among the remedies that are weighed. */
    private static boolean builds(ClusterProfile profile, Diagnosis diagnosis) {
        return diagnosis.condition() == Condition.EXPIRED || profile.policy().rebuild() == RebuildPolicy.BESIDE;
    }

    private record Cloud(
            List<Template> visible,
            QuotaSighting quota,
            @Nullable CreateFacts create,
            @Nullable String unknown) {}

    /** What is needed to build is read at once. A remedy that builds nothing must not wait for all of it. */
    private static Cloud cloud(ClusterProfile profile, CloudCluster cluster, boolean builds) {
        if (!builds) {
            return cloud(profile, cluster, null);
        }
        try {
            RebuildFacts facts = RebuildBasis.of(
                            profile,
                            cluster.identity(),
                            ShapeOf.wanted(profile, cluster),
                            profile.templates(),
                            List.of())
                    .facts();
            if (facts == null) {
                return cloud(profile, cluster, "The cluster is gone or on its way.");
            }
            return new Cloud(facts.visible(), facts.quota(), facts.create(), null);
        } catch (ActivityFailure failure) {
            return cloud(profile, cluster, ActivityFailures.lastSeen(failure));
        }
    }

    private static Cloud cloud(ClusterProfile profile, CloudCluster cluster, @Nullable String createUnknown) {
        Promise<QuotaSighting> quota = Async.function(() -> quota(profile, cluster));
        List<Template> visible = ActivityStubs.remote(
                        MagnumActivities.class,
                        "List the templates",
                        profile.policy().deadlines().request())
                .listTemplates(profile.inCloud())
                .templates();
        return new Cloud(visible, quota.get(), null, createUnknown);
    }

    /** That the quota cannot be told is no reason to stop: the plan says so, and asks for less. */
    private static QuotaSighting quota(ClusterProfile profile, CloudCluster cloud) {
        try {
            return ActivityStubs.remote(
                            InventoryActivities.class,
                            "Ask how much the project may have and has",
                            profile.policy().deadlines().request())
                    .quota(new QuotaQuestion(
                            profile.inCloud(), cloud.templateId(), cloud.shape(), ShapeOf.wanted(profile, cloud)));
        } catch (ActivityFailure failure) {
            return new QuotaSighting(
                    List.of(), List.of("The quota could not be asked: " + ActivityFailures.lastSeen(failure)));
        }
    }

    /** The templates to build from by what the fleet file and the cloud say now, for a rebuild that has tried the planned ones in vain. */
    static List<CandidateTemplate> templatesNow(RunContext run) {
        ClusterProfile now = ActivityStubs.local(FleetActivities.class, "Read the fleet file again")
                .describe(new ClusterRef(run.profile().cluster()));
        List<Template> visible = ActivityStubs.remote(
                        MagnumActivities.class,
                        "List the templates again",
                        run.profile().policy().deadlines().request())
                .listTemplates(run.profile().inCloud())
                .templates();
        TemplateLadder.Choice choice = TemplateLadder.choose(now, visible);
        choice.decisions().forEach(run.state()::decided);
        return choice.candidates();
    }

    private static boolean concernsCertificates(Condition condition) {
        return condition == Condition.EXPIRED || condition == Condition.EXPIRING;
    }
}

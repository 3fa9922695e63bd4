// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.FleetActivities;
import org.rekindle.workflows.activities.InventoryActivities;
import org.rekindle.workflows.activities.MagnumActivities;
import org.rekindle.workflows.activities.ReportActivities;
import org.rekindle.workflows.decide.Ladder;
import org.rekindle.workflows.decide.ShapeOf;
import org.rekindle.workflows.decide.diagnosis.Diagnose;
import org.rekindle.workflows.decide.plan.MakePlan;
import org.rekindle.workflows.decide.plan.PlanFacts;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.ClusterIdentityOf;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ClusterRef;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.CreateFacts;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.PastTimes;
import org.rekindle.workflows.model.PastTimesOf;
import org.rekindle.workflows.model.QuotaQuestion;
import org.rekindle.workflows.model.QuotaSighting;
import org.rekindle.workflows.model.RebuildFacts;
import org.rekindle.workflows.model.RebuildPolicy;
import org.rekindle.workflows.model.RebuildQuestion;
import org.rekindle.workflows.model.RebuildSighting;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.ReleaseCheck;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.redeploy.ReleaseRehearsal;
import org.rekindle.workflows.run.Failing;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.World;

/** Gathers the facts that a plan rests on, and has it made. */
public final class Planning {

    private Planning() {}

    /**
     * The plan.
     *
     * @param tried what this run has tried in vain: an upgrade is one shot, and leaves no way back
     */
    public static RecoveryPlan plan(ClusterProfile profile, Journal journal, Observation seen, Set<Remedy> tried) {
        Diagnosis diagnosis = Diagnose.from(seen, profile.policy().renewBefore());
        CloudCluster cloud = seen.cloud();
        if (cloud == null || !concernsCertificates(diagnosis.condition())) {
            return MakePlan.from(profile, seen, diagnosis, PlanFacts.none(tried));
        }
        Promise<Inventory> volumes = Async.function(() -> volumes(profile, cloud.identity()));
        Cloud asked = cloud(profile, cloud, builds(profile, diagnosis));
        PastTimes past = World.here(ReportActivities.class, "Read how long things took before")
                .times(new PastTimesOf(profile.cloud()));
        journal.expects(past);
        PlanFacts facts = new PlanFacts(
                asked.visible(), volumes.get(), asked.quota(), past, tried, List.of(), asked.create(), asked.unknown());
        RecoveryPlan plan = MakePlan.from(profile, seen, diagnosis, facts);
        if (!plan.remedy().tearsDown()) {
            return plan;
        }
        List<ReleaseCheck> releases = ReleaseRehearsal.of(profile, plan.ladder(), journal);
        return MakePlan.from(profile, seen, diagnosis, facts.with(releases));
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
            RebuildFacts facts = rebuildFacts(
                            profile,
                            cluster.identity(),
                            ShapeOf.wanted(profile, cluster),
                            profile.templates(),
                            List.of())
                    .facts();
            return facts == null
                    ? cloud(profile, cluster, "The cluster is gone or on its way.")
                    : new Cloud(facts.visible(), facts.quota(), facts.create(), null);
        } catch (ActivityFailure failure) {
            return cloud(profile, cluster, Failing.lastSeen(failure));
        }
    }

    private static Cloud cloud(ClusterProfile profile, CloudCluster cluster, @Nullable String createUnknown) {
        Promise<QuotaSighting> quota = Async.function(() -> quota(profile, cluster));
        List<Template> visible = World.ask(
                        MagnumActivities.class,
                        "List the templates",
                        profile.policy().deadlines().answer())
                .listTemplates(profile.inCloud())
                .templates();
        return new Cloud(visible, quota.get(), null, createUnknown);
    }

    /** All that a rebuild rests on, at one moment. */
    static RebuildSighting rebuildFacts(
            ClusterProfile profile,
            ClusterIdentity identity,
            Shape shape,
            List<String> templates,
            List<String> resources) {
        return World.ask(
                        InventoryActivities.class,
                        "Look at all that a rebuild of " + identity.name() + " rests on",
                        profile.policy().deadlines().answer())
                .rebuildFacts(new RebuildQuestion(profile.inCloud(), identity.uuid(), shape, templates, resources));
    }

    /** That the quota cannot be told is no reason to stop: the plan says so, and asks for less. */
    private static QuotaSighting quota(ClusterProfile profile, CloudCluster cloud) {
        try {
            return World.ask(
                            InventoryActivities.class,
                            "Ask how much the project may have and has",
                            profile.policy().deadlines().answer())
                    .quota(new QuotaQuestion(
                            profile.inCloud(), cloud.templateId(), cloud.shape(), ShapeOf.wanted(profile, cloud)));
        } catch (ActivityFailure failure) {
            return new QuotaSighting(List.of(), List.of("The quota could not be asked: " + Failing.lastSeen(failure)));
        }
    }

    /** The ladder by what the fleet file and the cloud say now, for a rebuild that has climbed the planned one in vain. */
    static List<Rung> anotherLadder(ClusterProfile profile, Journal journal) {
        ClusterProfile now = World.here(FleetActivities.class, "Read the fleet file anew")
                .describe(new ClusterRef(profile.cluster()));
        List<Template> visible = World.ask(
                        MagnumActivities.class,
                        "List the templates anew",
                        profile.policy().deadlines().answer())
                .listTemplates(profile.inCloud())
                .templates();
        Ladder.Choice choice = Ladder.choose(now, visible);
        choice.decisions().forEach(journal::decided);
        return choice.rungs();
    }

    /** The volumes that are a cluster's. */
    public static Inventory volumes(ClusterProfile profile, ClusterIdentity identity) {
        return World.ask(
                        InventoryActivities.class,
                        "List the volumes that are the cluster's",
                        profile.policy().deadlines().answer())
                .volumes(new ClusterIdentityOf(profile.inCloud(), identity));
    }

    private static boolean concernsCertificates(Condition condition) {
        return condition == Condition.EXPIRED || condition == Condition.EXPIRING;
    }
}

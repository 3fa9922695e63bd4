// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.time.Duration;
import java.util.List;
import org.rekindle.workflows.activities.FleetActivities;
import org.rekindle.workflows.activities.InventoryActivities;
import org.rekindle.workflows.activities.MagnumActivities;
import org.rekindle.workflows.decide.Diagnose;
import org.rekindle.workflows.decide.Ladder;
import org.rekindle.workflows.decide.MakePlan;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.ClusterIdentityOf;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ClusterRef;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.World;

/** Gathers the facts that a plan rests on, and has it made. */
public final class Planning {

    private Planning() {}

    /**
     * The plan.
     *
     * @param upgradeTried true when this run has tried an upgrade already: it is one shot, and leaves no way back
     */
    public static RecoveryPlan plan(ClusterProfile profile, Observation seen, boolean upgradeTried) {
        Diagnosis diagnosis = Diagnose.from(seen, profile.policy().renewBefore());
        CloudCluster cloud = seen.cloud();
        if (cloud == null || !concernsCertificates(diagnosis.condition())) {
            return MakePlan.from(
                    profile, seen, diagnosis, upgradeTried, List.of(), new Inventory(List.of(), List.of()));
        }
        Duration answer = profile.policy().deadlines().answer();
        Promise<Inventory> volumes = Async.function(() -> volumes(profile, cloud.identity()));
        List<Template> visible = World.ask(MagnumActivities.class, "List the templates", answer)
                .listTemplates(new ClusterRef(profile.cluster()))
                .templates();
        return MakePlan.from(profile, seen, diagnosis, upgradeTried, visible, volumes.get());
    }

    /** The ladder by what the fleet file and the cloud say now, for a rebuild that has climbed the planned one in vain. */
    static List<Rung> anotherLadder(ClusterProfile profile, Journal journal) {
        ClusterRef cluster = new ClusterRef(profile.cluster());
        ClusterProfile now =
                World.here(FleetActivities.class, "Read the fleet file anew").describe(cluster);
        List<Template> visible = World.ask(
                        MagnumActivities.class,
                        "List the templates anew",
                        profile.policy().deadlines().answer())
                .listTemplates(cluster)
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
                .volumes(new ClusterIdentityOf(profile.cluster(), identity));
    }

    private static boolean concernsCertificates(Condition condition) {
        return condition == Condition.EXPIRED || condition == Condition.EXPIRING;
    }
}

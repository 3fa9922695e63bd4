// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.Ladder;
import org.rekindle.workflows.decide.ReleasesChecked;
import org.rekindle.workflows.decide.ShapeOf;
import org.rekindle.workflows.decide.remedy.ChooseRemedy;
import org.rekindle.workflows.decide.remedy.Facts;
import org.rekindle.workflows.decide.remedy.TicketText;
import org.rekindle.workflows.decide.upgrade.UpgradeLadder;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ClusterState;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.LeftOver;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.RebuildPolicy;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.UpgradePolicy;

/** Makes the plan from what was seen: asks for each decision in turn, and puts their answers together. */
public final class MakePlan {

    private final ClusterProfile profile;
    private final Observation seen;
    private final Diagnosis diagnosis;
    private final PlanFacts facts;
    private final List<Decision> decisions = new ArrayList<>();

    private MakePlan(ClusterProfile profile, Observation seen, Diagnosis diagnosis, PlanFacts facts) {
        this.profile = profile;
        this.seen = seen;
        this.diagnosis = diagnosis;
        this.facts = facts;
    }

    /** The plan, before it is sealed. */
    public static RecoveryPlan from(ClusterProfile profile, Observation seen, Diagnosis diagnosis, PlanFacts facts) {
        return new MakePlan(profile, seen, diagnosis, facts).make();
    }

    private RecoveryPlan make() {
        CloudCluster cloud = seen.cloud();
        boolean expired = diagnosis.condition() == Condition.EXPIRED;
        boolean concerned = cloud != null && (expired || diagnosis.condition() == Condition.EXPIRING);
        boolean builds = concerned && (expired || profile.policy().rebuild() == RebuildPolicy.BESIDE);
        Ladder.Choice ladder =
                Ladder.choose(profile, facts.visible(), cloud == null ? null : cloud.kubernetesVersion());
        List<Rung> hops = cloud != null && concerned ? hops(cloud, ladder) : List.of();
        Buildable buildable = cloud == null || !builds
                ? Buildable.nothing()
                : Buildable.of(profile, cloud, ladder, facts.create(), seen.at());
        List<Rung> rungs = buildable.rungs();
        decisions.addAll(buildable.decisions());
        ChooseRemedy.Choice choice = ChooseRemedy.from(new Facts(
                profile,
                seen,
                diagnosis,
                hops,
                rungs,
                facts.quota(),
                facts.tried(),
                facts.releases(),
                buildable.refusals()));
        decisions.addAll(choice.decisions().subList(0, choice.decisions().size() - 1));
        boolean tearsDown = choice.remedy().tearsDown();
        if (tearsDown) {
            decisions.addAll(NotKnown.decisions(cloud, facts));
            decisions.addAll(
                    ProtectVolumes.decisions(facts.volumes(), profile.policy().keepVolumes()));
        }
        decisions.add(choice.decisions().get(choice.decisions().size() - 1));
        return plan(cloud, choice.remedy(), made(choice.remedy(), hops), tearsDown ? rungs : List.of());
    }

    private List<Rung> hops(CloudCluster cloud, Ladder.Choice ladder) {
        if (seen.api().trouble() == ApiTrouble.OTHER_AUTHORITY) {
            decisions.add(new Decision(
                    "upgrade",
                    "skipped",
                    "Magnum's books name another authority than the one that has signed what the cluster serves."));
            return List.of();
        }
        UpgradeLadder.Choice upgrade = facts.tried().contains(Remedy.UPGRADE)
                ? UpgradeLadder.alreadyTried()
                : UpgradeLadder.choose(
                        profile.policy().upgrade(), cloud, diagnosis, ladder.judged(), facts.visible(), facts.quota());
        decisions.addAll(upgrade.decisions());
        return upgrade.hops();
    }

    /** The upgrades that are really made: those of an upgrade, and the one that a policy insists on before a rebuild. */
    private List<Rung> made(Remedy remedy, List<Rung> hops) {
        return switch (remedy) {
            case SAME_VERSION_ROLL, UPGRADE -> hops;
            case REBUILD, REBUILD_BESIDE -> profile.policy().upgrade() == UpgradePolicy.ALWAYS ? hops : List.of();
            case NOTHING, FRESH_CLIENT_CERTIFICATE, RENEW_IN_PLACE, TICKET, HAND_TO_HUMAN -> List.of();
        };
    }

    private RecoveryPlan plan(@Nullable CloudCluster cloud, Remedy remedy, List<Rung> hops, List<Rung> rungs) {
        boolean keep = profile.policy().keepVolumes();
        boolean tearsDown = remedy.tearsDown();
        List<LeftOver> atRisk = tearsDown ? DataAtRisk.of(facts.volumes()) : List.of();
        boolean protects = keep && !DataAtRisk.protectable(atRisk).isEmpty();
        return new RecoveryPlan(
                profile.cluster(),
                cloud == null ? null : cloud.identity(),
                remedy,
                diagnosis,
                hops.isEmpty() ? null : hops.get(0),
                rungs,
                PlannedSteps.of(remedy, hops, rungs, profile, facts.past(), protects),
                cloud != null && tearsDown ? destroys(cloud, keep ? List.of() : atRisk) : List.of(),
                atRisk,
                keep,
                cloud != null && tearsDown ? ShapeOf.wanted(profile, cloud) : null,
                List.copyOf(decisions),
                seen.at(),
                hops,
                tearsDown ? DataKept.of(facts.volumes(), keep) : List.of(),
                facts.quota() == null ? List.of() : facts.quota().lines(),
                cloud == null ? List.of() : HumanToDos.of(remedy, profile, cloud),
                tearsDown ? profile.policy().approval().needed() : 0,
                cloud != null && remedy == Remedy.TICKET ? TicketText.of(cloud, seen, diagnosis) : null,
                ReleasesChecked.sentences(facts.releases()),
                cloud != null && tearsDown ? ClusterState.of(cloud) : null);
    }

    private static List<String> destroys(CloudCluster cloud, List<LeftOver> atRisk) {
        List<String> destroys = new ArrayList<>();
        destroys.add("Cluster " + cloud.identity().name() + ", UUID "
                + cloud.identity().uuid() + ", stack " + cloud.identity().stackId() + ", created "
                + cloud.identity().createdAt() + ".");
        atRisk.forEach(each -> destroys.add(DataAtRisk.sentence(each)));
        destroys.add(
                "Any cluster that this run itself creates and that does not come up by its deadline, or that is a second one"
                        + " of the same request.");
        return List.copyOf(destroys);
    }
}

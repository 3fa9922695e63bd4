// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.compatibility.TemplateLadder;
import org.rekindle.workflows.decide.rebuild.ReleasesChecked;
import org.rekindle.workflows.decide.rebuild.ShapeOf;
import org.rekindle.workflows.decide.remedy.ChooseRemedy;
import org.rekindle.workflows.decide.remedy.RemedyInput;
import org.rekindle.workflows.decide.remedy.RemedyOption;
import org.rekindle.workflows.decide.remedy.StepsInput;
import org.rekindle.workflows.decide.upgrade.UpgradeLadder;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterState;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.policy.RebuildPolicy;

/** Makes the plan from what was seen: it asks for each decision in turn and puts the answers together. */
public final class MakePlan {

    private final ClusterProfile profile;
    private final Observation seen;
    private final Diagnosis diagnosis;
    private final PlanInput facts;
    private final List<Decision> decisions = new ArrayList<>();

    private MakePlan(ClusterProfile profile, Observation seen, Diagnosis diagnosis, PlanInput facts) {
        this.profile = profile;
        this.seen = seen;
        this.diagnosis = diagnosis;
        this.facts = facts;
    }

    /** The plan, before it is sealed. */
    public static RecoveryPlan from(ClusterProfile profile, Observation seen, Diagnosis diagnosis, PlanInput facts) {
        return new MakePlan(profile, seen, diagnosis, facts).make();
    }

    private RecoveryPlan make() {
        CloudCluster cloud = seen.cloud();
        boolean expired = diagnosis.condition() == Condition.EXPIRED;
        boolean concerned = cloud != null && (expired || diagnosis.condition() == Condition.EXPIRING);
        boolean builds = concerned && (expired || profile.policy().rebuild() == RebuildPolicy.BESIDE);
        TemplateLadder.Choice ladder = ladder(cloud);
        List<CandidateTemplate> upgrades = List.of();
        if (cloud != null && concerned) {
            upgrades = upgrades(cloud, ladder);
        }
        Buildable buildable = Buildable.nothing();
        if (cloud != null && builds) {
            buildable = Buildable.of(profile, cloud, ladder, facts.create(), seen.at());
        }
        decisions.addAll(buildable.decisions());
        RemedyInput input = new RemedyInput(
                profile,
                seen,
                diagnosis,
                upgrades,
                buildable.candidates(),
                facts.quota(),
                facts.tried(),
                facts.releases(),
                buildable.refusals());
        ChooseRemedy.Choice choice = ChooseRemedy.from(input);
        RemedyOption remedy = choice.option();
        List<CandidateTemplate> candidates = List.of();
        decisions.addAll(choice.left());
        if (remedy.id().tearsDown()) {
            candidates = buildable.candidates();
            decisions.addAll(NotKnown.decisions(cloud, facts));
            decisions.addAll(
                    ProtectVolumes.decisions(facts.volumes(), profile.policy().keepVolumes()));
        }
        decisions.add(choice.decision());
        return plan(cloud, remedy, remedy.upgrades(input), candidates);
    }

    private TemplateLadder.Choice ladder(@Nullable CloudCluster cloud) {
        if (cloud == null) {
            return TemplateLadder.choose(profile, facts.visible());
        }
        return TemplateLadder.choose(profile, facts.visible(), cloud.kubernetesVersion());
    }

    private List<CandidateTemplate> upgrades(CloudCluster cloud, TemplateLadder.Choice ladder) {
        if (seen.api().trouble() == ApiTrouble.OTHER_AUTHORITY) {
            decisions.add(Decision.of(StepId.UPGRADE, ChoiceCode.SKIPPED, Reason.of(ReasonCode.BOOKS_DIFFER)));
            return List.of();
        }
        UpgradeLadder.Choice upgrade = upgradeLadder(cloud, ladder);
        decisions.addAll(upgrade.decisions());
        return upgrade.upgrades();
    }

    private UpgradeLadder.Choice upgradeLadder(CloudCluster cloud, TemplateLadder.Choice ladder) {
        if (facts.tried().contains(Remedy.UPGRADE)) {
            return UpgradeLadder.alreadyTried();
        }
        return UpgradeLadder.choose(
                profile.policy().upgrade(), cloud, diagnosis, ladder.judged(), facts.visible(), facts.quota());
    }

    private RecoveryPlan plan(
            @Nullable CloudCluster cloud,
            RemedyOption remedy,
            List<CandidateTemplate> upgrades,
            List<CandidateTemplate> candidates) {
        boolean keep = profile.policy().keepVolumes();
        boolean tearsDown = remedy.id().tearsDown();
        Optional<CloudCluster> found = Optional.ofNullable(cloud);
        Optional<CloudCluster> tornDown = found.filter(each -> tearsDown);
        List<LeftOver> atRisk = atRisk(tearsDown);
        List<String> lost = lost(keep, atRisk);
        boolean protects = keep && !DataAtRisk.protectable(atRisk).isEmpty();
        return new RecoveryPlan(
                profile.cluster(),
                found.map(CloudCluster::identity).orElse(null),
                remedy.id(),
                diagnosis,
                upgrades.stream().findFirst().orElse(null),
                candidates,
                remedy.steps(new StepsInput(profile, upgrades, candidates, facts.past(), protects)),
                found.map(each -> remedy.destroys(each, lost)).orElse(List.of()),
                atRisk,
                keep,
                tornDown.map(each -> ShapeOf.wanted(profile, each)).orElse(null),
                List.copyOf(decisions),
                seen.at(),
                upgrades,
                data(tearsDown),
                quota(),
                humanToDos(found, remedy),
                approvals(tearsDown),
                tearsDown && profile.policy().approval().signed(),
                tearsDown && profile.policy().approval().signedRequest(),
                found.flatMap(each -> remedy.ticket(each, seen, diagnosis)).orElse(null),
                ReleasesChecked.sentences(facts.releases()),
                tornDown.map(ClusterState::of).orElse(null),
                facts.rescue());
    }

    private List<String> humanToDos(Optional<CloudCluster> found, RemedyOption remedy) {
        List<String> todos = found.map(each -> remedy.humanToDos(profile, each)).orElse(List.of());
        Stream<String> names =
                facts.namesLeft().stream().filter(each -> remedy.id().tearsDown());
        return Stream.concat(todos.stream(), names).toList();
    }

    private List<LeftOver> atRisk(boolean tearsDown) {
        if (tearsDown) {
            return DataAtRisk.of(facts.volumes());
        }
        return List.of();
    }

    private List<String> data(boolean tearsDown) {
        if (tearsDown) {
            return DataKept.of(profile, facts);
        }
        return List.of();
    }

    private List<QuotaLine> quota() {
        if (facts.quota() == null) {
            return List.of();
        }
        return facts.quota().lines();
    }

    private int approvals(boolean tearsDown) {
        if (tearsDown) {
            return profile.policy().approval().needed();
        }
        return 0;
    }

    /** Sentences about the data that goes with the cluster; none where the policy keeps it. */
    private static List<String> lost(boolean keep, List<LeftOver> atRisk) {
        if (keep) {
            return List.of();
        }
        return atRisk.stream().map(DataAtRisk::sentence).toList();
    }
}

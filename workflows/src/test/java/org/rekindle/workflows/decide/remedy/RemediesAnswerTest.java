// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.Sightings;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.PlannedStep;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.PastTimes;
import org.rekindle.workflows.model.run.Phase;

/** Each remedy of the list answers for itself, and its answers agree with what its id says of it. */
final class RemediesAnswerTest {

    private static final ClusterProfile PROFILE =
            Samples.profile(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING));
    private static final ClusterProfile INSISTING =
            Samples.profile(Samples.policy(UpgradePolicy.ALWAYS, TemplatePolicy.FITTING));
    private static final CandidateTemplate FITTING = Samples.candidate(Samples.FITTING, true, Certainty.CERTAIN);
    private static final CandidateTemplate OTHER = Samples.candidate(Samples.NEXT_MINOR, true, Certainty.CERTAIN);

    static List<RemedyOption> all() {
        return Remedies.BY_COST;
    }

    @Test
    void everyIdHasOneRemedy() {
        assertThat(all()).extracting(RemedyOption::id).containsExactlyInAnyOrder(Remedy.values());
        assertThat(Stream.of(Remedy.values()))
                .allSatisfy(id -> assertThat(Remedies.of(id).id()).isEqualTo(id));
    }

    @Test
    void theLastOneNeverRefuses() {
        RemedyOption last = all().get(all().size() - 1);

        for (Condition condition : Condition.values()) {
            assertThat(last.objection(input(PROFILE, condition))).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void itsReasonsAndItsObjectionsCanBeSaid(RemedyOption remedy) {
        for (Condition condition : Condition.values()) {
            RemedyInput input = input(PROFILE, condition);
            List<Reason> said = Stream.concat(remedy.reasons(input).stream(), remedy.objection(input).stream())
                    .toList();

            assertThat(remedy.reasons(input)).isNotEmpty();
            assertThat(said)
                    .allSatisfy(reason ->
                            assertThat(Sentences.of(reason)).endsWith(".").doesNotContain("(unknown)"));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void itDestroysWhereItTearsDownAndNowhereElse(RemedyOption remedy) {
        List<String> destroys = remedy.destroys(Sightings.cluster(), List.of("Volume scratch."));
        List<String> steps = steps(remedy, List.of(), false);

        if (remedy.id().tearsDown()) {
            assertThat(destroys).hasSize(3).contains("Volume scratch.");
            assertThat(destroys.get(0)).contains(Sightings.IDENTITY.uuid().value(), Sightings.IDENTITY.stackId());
            assertThat(steps).containsSubsequence("approval", "tear down");
            assertThat(remedy.phases(false)).containsSubsequence(Phase.AWAITING_APPROVAL, Phase.TEARING_DOWN);
            assertThat(remedy.lackingQuota(List.of(new QuotaLine("cores", 1, 1, 0, 20, 2))))
                    .isPresent();
        } else {
            assertThat(destroys).isEmpty();
            assertThat(steps).doesNotContain("approval", "tear down");
            assertThat(remedy.phases(false)).doesNotContain(Phase.AWAITING_APPROVAL, Phase.TEARING_DOWN);
            assertThat(remedy.replacesWhatWorks(input(PROFILE, Condition.EXPIRING)))
                    .isFalse();
            assertThat(remedy.lackingQuota(List.of(new QuotaLine("cores", 1, 1, 0, 20, 2))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void itHasStepsWithAProofUnlessItEndsTheRun(RemedyOption remedy) {
        List<String> steps = steps(remedy, List.of(), false);

        assertThat(steps.isEmpty()).isEqualTo(remedy.id().endsRun());
        assertThat(steps.contains("verify")).isNotEqualTo(remedy.id().endsRun());
        assertThat(remedy.phases(false)).endsWith(Phase.REPORTING);
        assertThat(remedy.phases(false).contains(Phase.VERIFYING))
                .isNotEqualTo(remedy.id().endsRun());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRunThatHandsOverTellsPeopleWhatToDo(RemedyOption remedy) {
        if (remedy.id().handsOver() || remedy.id().tearsDown()) {
            assertThat(remedy.humanToDos(PROFILE, Sightings.cluster())).isNotEmpty();
        }
        assertThat(remedy.humanToDos(PROFILE, Sightings.cluster()))
                .allSatisfy(todo -> assertThat(todo).endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aTicketIsWrittenByTheTicketAlone(RemedyOption remedy) {
        assertThat(remedy.ticket(
                                Sightings.cluster(),
                                Sightings.seen(Duration.ofDays(5)),
                                Sightings.diagnosis(Condition.BROKEN_OTHERWISE))
                        .isPresent())
                .isEqualTo(remedy.id() == Remedy.TICKET);
    }

    @ParameterizedTest
    @CsvSource({
        "NOTHING,                  false, false",
        "FRESH_CLIENT_CERTIFICATE, false, false",
        "RENEW_IN_PLACE,           false, false",
        "SAME_VERSION_ROLL,        true,  true",
        "UPGRADE,                  true,  true",
        "REBUILD,                  false, true",
        "REBUILD_BESIDE,           false, true",
        "TICKET,                   false, false",
        "HAND_TO_HUMAN,            false, false",
    })
    void upgradesAreMadeByAnUpgradeAndBeforeARebuildWhereThePolicyInsists(
            Remedy id, boolean usually, boolean insisting) {
        RemedyOption remedy = Remedies.of(id);

        assertThat(remedy.upgrades(input(PROFILE, Condition.EXPIRED)).contains(OTHER))
                .isEqualTo(usually);
        assertThat(remedy.upgrades(input(INSISTING, Condition.EXPIRED)).contains(OTHER))
                .isEqualTo(insisting);
    }

    @ParameterizedTest
    @MethodSource("all")
    void anUpgradeComesFirst(RemedyOption remedy) {
        if (!remedy.id().endsRun()) {
            assertThat(steps(remedy, List.of(OTHER), false)).startsWith("upgrade");
            assertThat(remedy.phases(true)).startsWith(Phase.UPGRADING);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NOTHING, true, false, false, false, false",
        "FRESH_CLIENT_CERTIFICATE, false, false, false, false, false",
        "SAME_VERSION_ROLL, false, true, false, false, false",
        "UPGRADE, false, true, false, false, false",
        "RENEW_IN_PLACE, false, true, false, false, false",
        "REBUILD_BESIDE, false, false, true, true, false",
        "REBUILD, false, false, true, false, false",
        "TICKET, true, false, false, false, true",
        "HAND_TO_HUMAN, true, false, false, false, true",
    })
    void theIdSaysWhatItDoesToACluster(
            Remedy id, boolean ends, boolean renews, boolean tearsDown, boolean beside, boolean handsOver) {
        assertThat(id.endsRun()).isEqualTo(ends);
        assertThat(id.renews()).isEqualTo(renews);
        assertThat(id.tearsDown()).isEqualTo(tearsDown);
        assertThat(id.buildsBeside()).isEqualTo(beside);
        assertThat(id.handsOver()).isEqualTo(handsOver);
    }

    @Test
    void besideTheOldClusterGoesLast() {
        assertThat(Remedies.of(Remedy.REBUILD_BESIDE).phases(false))
                .containsSubsequence(Phase.REBUILDING, Phase.VERIFYING, Phase.SWITCHING_OVER, Phase.TEARING_DOWN);
        assertThat(Remedies.of(Remedy.REBUILD).phases(false))
                .containsSubsequence(Phase.TEARING_DOWN, Phase.REBUILDING, Phase.VERIFYING);
    }

    @ParameterizedTest
    @CsvSource({
        "FRESH_CLIENT_CERTIFICATE, fresh client certificate verify",
        "RENEW_IN_PLACE, renew in place verify",
        "UPGRADE, verify",
        "SAME_VERSION_ROLL, verify",
        "REBUILD, approval tear down rebuild redeploy verify",
        "REBUILD_BESIDE, approval rebuild redeploy verify switch over tear down",
        "NOTHING, ''",
        "TICKET, ''",
        "HAND_TO_HUMAN, ''"
    })
    void eachRemedyHasItsSteps(Remedy remedy, String names) {
        assertThat(String.join(" ", steps(Remedies.of(remedy), List.of(), false)))
                .isEqualTo(names);
    }

    @Test
    void upgradesComeFirstAndVolumesAreProtectedBeforeTheApproval() {
        RemedyOption rebuild = Remedies.of(Remedy.REBUILD);
        List<PlannedStep> steps =
                rebuild.steps(new StepsInput(PROFILE, List.of(OTHER), List.of(FITTING, OTHER), PastTimes.NONE, true));

        assertThat(steps)
                .extracting(PlannedStep::name)
                .startsWith("upgrade", "protect volumes", "approval", "tear down", "rebuild");
        assertThat(steps).extracting(PlannedStep::what).anyMatch(what -> what.contains("else from the next of 2"));
    }

    @Test
    void aRenewalInPlaceCountsTheMachines() {
        assertThat(Remedies.of(Remedy.RENEW_IN_PLACE)
                        .steps(new StepsInput(
                                Samples.withMachines(PROFILE), List.of(), List.of(), PastTimes.NONE, false)))
                .first()
                .extracting(PlannedStep::what)
                .asString()
                .contains("2 machines of the control plane");
    }

    @ParameterizedTest
    @EnumSource(Remedy.class)
    void whatPeopleMustDoIsSaid(Remedy remedy) {
        List<String> todos = Remedies.of(remedy).humanToDos(PROFILE, Sightings.cluster());

        switch (remedy) {
            case NOTHING, FRESH_CLIENT_CERTIFICATE, SAME_VERSION_ROLL, UPGRADE ->
                assertThat(todos).isEmpty();
            case RENEW_IN_PLACE -> assertThat(todos).singleElement().asString().contains("admin.conf");
            case REBUILD, REBUILD_BESIDE -> assertThat(todos).hasSize(2).anyMatch(each -> each.contains("kubeconfig"));
            case TICKET -> assertThat(todos).singleElement().asString().contains("Send the ticket");
            case HAND_TO_HUMAN -> assertThat(todos).singleElement().asString().contains("decide");
        }
    }

    private static List<String> steps(RemedyOption remedy, List<CandidateTemplate> upgrades, boolean protects) {
        return remedy.steps(new StepsInput(PROFILE, upgrades, List.of(FITTING), PastTimes.NONE, protects)).stream()
                .map(PlannedStep::name)
                .toList();
    }

    private static RemedyInput input(ClusterProfile profile, Condition condition) {
        return new RemedyInput(
                profile,
                Sightings.seen(Duration.ofDays(condition == Condition.EXPIRED ? -1 : 5)),
                Sightings.diagnosis(condition),
                List.of(OTHER),
                List.of(FITTING),
                null,
                Set.of());
    }
}

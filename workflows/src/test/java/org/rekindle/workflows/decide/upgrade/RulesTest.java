// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.cluster;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.SeenCluster;
import org.rekindle.workflows.fakes.Sightings;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Evidence;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** Each rule of an upgrade by itself. */
final class RulesTest {

    private static final Template NEXT = Samples.NEXT_MINOR;

    @ParameterizedTest
    @CsvSource({"WRONG_AUTHORITY, REFUSES", "API_SERVER, none"})
    void anUpgradeByAnotherAuthorityIsRefused(Cause cause, String verdict) {
        Diagnosis diagnosis = new Diagnosis(
                Condition.EXPIRING,
                10L,
                Reason.of(ReasonCode.SOMETHING_IS_WRONG),
                List.of(),
                cause,
                Certainty.CERTAIN,
                List.of());

        verdicts(new SameAuthority(), step(Samples.CURRENT, NEXT, null, diagnosis), verdict);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "unknown",
            value = {
                "EXPIRING, 1,       none",
                "HEALTHY,  200,     none",
                "EXPIRING, 0,       REFUSES",
                "EXPIRED,  5,       REFUSES",
                "EXPIRED,  unknown, REFUSES",
                "UNREACHABLE, unknown, CANNOT_KNOW",
            })
    void certificatesMustLastForTheRoll(Condition condition, @Nullable Long left, String verdict) {
        Diagnosis diagnosis = new Diagnosis(
                condition,
                left,
                Reason.of(ReasonCode.SOMETHING_IS_WRONG),
                List.of(),
                Cause.API_SERVER,
                Certainty.CERTAIN,
                List.of());

        verdicts(new CertificatesLast(), step(Samples.CURRENT, NEXT, null, diagnosis), verdict);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "0.10.1, 0.14.1, none,        none",
                "0.14.1, 0.14.1, none,        none",
                "0.14.1, 0.10.1, REFUSES,     UPGRADE_CHART_BACK",
                "0.14.1, none,   REFUSES,     UPGRADE_CHART_BACK",
                "none,   0.10.1, none,        none",
                "newest, 0.14.1, CANNOT_KNOW, UPGRADE_CHARTS_NOT_COMPARABLE",
                "0.14.1, newest, CANNOT_KNOW, UPGRADE_CHARTS_NOT_COMPARABLE",
                "newest, newest, none,        none",
            })
    void theChartMustNotGoBack(
            @Nullable String now, @Nullable String then, @Nullable String verdict, @Nullable ReasonCode code) {
        UpgradeStep step =
                step(Samples.template("now", "v1.31.0", now), Samples.template("then", "v1.32.1", then), null);

        List<Finding> findings = verdicts(new ChartNotOlder(), step, verdict);
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.reasons())
                        .singleElement()
                        .satisfies(reason -> {
                            assertThat(reason.code()).isEqualTo(code);
                            assertThat(reason.facts().containsKey("default")).isEqualTo(then == null);
                        }));
    }

    @Test
    void aTemplateThatCannotBeSeenIsNotGuessedAt() {
        Template sameVersion = Samples.template("then", "v1.31.0", null);

        assertThat(verdicts(new ChartNotOlder(), step(null, NEXT, null), "CANNOT_KNOW"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.reasons())
                        .containsExactly(Reason.of(ReasonCode.UPGRADE_CHART_UNKNOWN, "target", "0.14.1")));
        verdicts(new ChartNotOlder(), step(null, sameVersion, null), "CANNOT_KNOW");
        verdicts(new SameNetworkDriver(), step(null, NEXT, null), "CANNOT_KNOW");
        verdicts(new RollsSomething(), step(null, NEXT, null), "none");
        verdicts(new RollsSomething(), step(null, sameVersion, null), "CANNOT_KNOW");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "unknown",
            value = {
                "calico,  calico,  none",
                "calico,  flannel, REFUSES",
                "unknown, calico,  CANNOT_KNOW",
                "calico,  unknown, CANNOT_KNOW",
                "unknown, unknown, none",
            })
    void theNetworkDriverMustStay(@Nullable String now, @Nullable String then, String verdict) {
        verdicts(new SameNetworkDriver(), step(driver("now", now), driver("then", then), null), verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 8, 2, none",
        "10, 9, 2, REFUSES",
        "-1, 900, 2, none",
        "10, 10, 0, none",
    })
    void theQuotaMustHaveRoomForOneMachineMore(int limit, int used, int surge, String verdict) {
        QuotaSighting quota = new QuotaSighting(List.of(new QuotaLine("cores", limit, used, 4, 100, surge)), List.of());

        assertThat(verdicts(new RoomForSurge(), step(Samples.CURRENT, NEXT, quota), verdict))
                .allSatisfy(finding -> assertThat(finding.reasons())
                        .containsExactly(
                                Reason.of(ReasonCode.UPGRADE_QUOTA_TIGHT, "lacking", "cores (needed 2, free 1)")));
    }

    @Test
    void aQuotaThatNobodyToldIsWarnedOf() {
        verdicts(new RoomForSurge(), step(Samples.CURRENT, NEXT, null), "WARNS");
        verdicts(
                new RoomForSurge(),
                step(Samples.CURRENT, NEXT, new QuotaSighting(List.of(), List.of("Nova: 403"))),
                "WARNS");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "image-a, image-a, 0.10.1, 0.10.1, REFUSES",
                "image-a, image-a, none,   0.10.1, REFUSES",
                "image-a, image-a, 0.10.1, 0.14.1, none",
                "image-a, image-b, 0.10.1, 0.10.1, none",
                "none,    image-a, 0.10.1, 0.10.1, CANNOT_KNOW",
            })
    void somethingMustBeMadeAnew(
            @Nullable String imageNow,
            @Nullable String imageThen,
            @Nullable String chartNow,
            @Nullable String chartThen,
            @Nullable String verdict) {
        verdicts(
                new RollsSomething(),
                step(image("now", imageNow, chartNow), image("then", imageThen, chartThen), null),
                verdict);
    }

    @Test
    void theTemplateOfNowRenewsNothingAndALaterStepMayComeBackToIt() {
        UpgradeStep first = step(Samples.CURRENT, Samples.CURRENT, null);

        verdicts(new RollsSomething(), first, "REFUSES");
        UpgradeStep later = first.to(Samples.candidate(NEXT, true, Certainty.CERTAIN))
                .then(Samples.candidate(Samples.CURRENT, true, Certainty.CERTAIN));
        verdicts(new RollsSomething(), later, "none");
    }

    @Test
    void anImageThatCannotBeSeenTellsNothing() {
        verdicts(new ImageTells(), step(Samples.CURRENT, image("then", null, "0.14.1"), null), "CANNOT_KNOW");
        verdicts(new ImageTells(), step(Samples.CURRENT, NEXT, null), "none");
    }

    @ParameterizedTest
    @CsvSource({"CERTAIN, REFUSES", "LIKELY, REFUSES", "UNKNOWN, CANNOT_KNOW"})
    void aChartThatMayFitIsToldFromOneThatDoesNot(Certainty certainty, String verdict) {
        UpgradeStep step = step(Samples.CURRENT, NEXT, null).to(Samples.candidate(NEXT, false, certainty));

        verdicts(new ChartFits(), step, verdict);
    }

    @Test
    void whatSpeaksAgainstAChartWithoutForbiddingItIsSaid() {
        CandidateTemplate candidate = new CandidateTemplate(
                NEXT,
                "v1.32.1",
                "0.14.1",
                true,
                List.of(Reason.of(ReasonCode.STANDING_CLUSTER_WOULD_SHOW)),
                Evidence.TABLE,
                Certainty.CERTAIN,
                List.of(Reason.of(ReasonCode.PROVIDER_API_UNKNOWN, "chart", "0.14.1")
                        .with("api", "v1alpha6")));

        assertThat(verdicts(new ChartFits(), step(Samples.CURRENT, NEXT, null).to(candidate), "WARNS"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.reasons())
                        .containsExactly(
                                Reason.of(ReasonCode.PROVIDER_API_UNKNOWN, "chart", "0.14.1")
                                        .with("api", "v1alpha6"),
                                Reason.of(ReasonCode.UPGRADE_PROOFS_WILL_SHOW)));
    }

    @ParameterizedTest
    @CsvSource({"1, 2, WARNS", "2, 2, none", "0, 2, none"})
    void groupsOfOneNodeLoseIt(int one, int other, String verdict) {
        assertThat(verdicts(new NodesSurvive(), step(withGroups(one, other)), verdict))
                .allSatisfy(finding -> assertThat(finding.reasons())
                        .containsExactly(Reason.of(ReasonCode.UPGRADE_SINGLE_NODES, "groups", "a")));
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE_COMPLETE, none, UPGRADE_VIABLE",
        "UPDATE_IN_PROGRESS, REFUSES, UPGRADE_STATE_IN_PROGRESS",
        "UPDATE_FAILED, REFUSES, UPGRADE_STATE_FAILED",
    })
    void magnumUpgradesWhatIsComplete(String status, String verdict, ReasonCode code) {
        CloudCluster cluster = cluster(status, Samples.CURRENT, "v1.31.0");

        assertThat(verdicts(new CompleteState(), step(cluster), verdict))
                .allSatisfy(
                        finding -> assertThat(finding.reasons()).containsExactly(Reason.of(code, "status", status)));
        verdicts(new CompleteState(), step(cluster).then(Samples.candidate(NEXT, true, Certainty.CERTAIN)), "none");
    }

    @Test
    void whatStopsComesBeforeWhatIsWarnedOf() {
        UpgradeStep step = step(Samples.CURRENT, image("then", null, "0.9.0"), null);

        List<Verdict> verdicts =
                Preflight.findings(step).stream().map(Finding::verdict).toList();
        assertThat(verdicts).isSorted().contains(Verdict.REFUSES, Verdict.CANNOT_KNOW, Verdict.WARNS);
        assertThat(Preflight.stopping(step)).allMatch(Finding::stops).hasSizeLessThan(verdicts.size());
    }

    private static List<Finding> verdicts(UpgradeRule rule, UpgradeStep step, @Nullable String verdict) {
        List<Finding> findings = rule.about(step).toList();
        assertThat(findings.stream().map(finding -> finding.verdict().name()))
                .containsExactlyElementsOf(verdict == null || verdict.equals("none") ? List.of() : List.of(verdict));
        assertThat(findings)
                .allSatisfy(finding -> assertThat(Sentences.of(finding.reasons()))
                        .endsWith(".")
                        .doesNotContain("(unknown)"));
        return findings;
    }

    private static UpgradeStep step(@Nullable Template from, Template to, @Nullable QuotaSighting quota) {
        return step(from, to, quota, Sightings.diagnosis(Condition.EXPIRING));
    }

    private static UpgradeStep step(
            @Nullable Template from, Template to, @Nullable QuotaSighting quota, Diagnosis diagnosis) {
        return new UpgradeStep(
                cluster(), diagnosis, "v1.31.0", from, Samples.candidate(to, true, Certainty.CERTAIN), quota, true);
    }

    private static UpgradeStep step(CloudCluster cluster) {
        return new UpgradeStep(
                cluster,
                Sightings.diagnosis(Condition.EXPIRING),
                "v1.31.0",
                Samples.CURRENT,
                Samples.candidate(NEXT, true, Certainty.CERTAIN),
                null,
                true);
    }

    private static Template driver(String name, @Nullable String driver) {
        return new Template("uuid-of-" + name, name, "image-of-" + name, "v1.31.0", "0.10.1", driver, true);
    }

    private static Template image(String name, @Nullable String image, @Nullable String chart) {
        return new Template("uuid-of-" + name, name, image, "v1.31.0", chart, "calico", true);
    }

    private static CloudCluster withGroups(int one, int other) {
        return new SeenCluster("CREATE_COMPLETE")
                .shaped(new Shape(
                        1,
                        "m3.small",
                        List.of(
                                new NodeGroupShape("a", "m3.small", one, null, null),
                                new NodeGroupShape("b", "m3.small", other, null, null)),
                        null,
                        null,
                        null,
                        false,
                        false,
                        Map.of()))
                .seen();
    }
}

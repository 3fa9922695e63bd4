// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.decide.Sightings.cluster;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.decide.SeenCluster;
import org.rekindle.workflows.decide.Sightings;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.Basis;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.QuotaLine;
import org.rekindle.workflows.model.QuotaSighting;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.Template;

/** Each rule of an upgrade by itself. */
final class RulesTest {

    private static final Template NEXT = Samples.NEXT_MINOR;

    @ParameterizedTest
    @CsvSource({"WRONG_AUTHORITY, REFUSES", "API_SERVER, none"})
    void anUpgradeByAnotherAuthorityIsRefused(Culprit culprit, String verdict) {
        Diagnosis diagnosis =
                new Diagnosis(Condition.EXPIRING, 10L, "a sentence.", List.of(), culprit, Certainty.CERTAIN, List.of());

        verdicts(new SameAuthority(), hop(Samples.CURRENT, NEXT, null, diagnosis), verdict);
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
                condition, left, "a sentence.", List.of(), Culprit.API_SERVER, Certainty.CERTAIN, List.of());

        verdicts(new CertificatesLast(), hop(Samples.CURRENT, NEXT, null, diagnosis), verdict);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "0.10.1, 0.14.1, none, x",
                "0.14.1, 0.14.1, none, x",
                "0.14.1, 0.10.1, REFUSES, has 0.10.1: a step back",
                "0.14.1, none,   REFUSES, names none",
                "none,   0.10.1, none, x",
                "newest, 0.14.1, CANNOT_KNOW, cannot be compared",
                "0.14.1, newest, CANNOT_KNOW, cannot be compared",
                "newest, newest, none, x",
            })
    void theChartMustNotGoBack(@Nullable String now, @Nullable String then, @Nullable String verdict, String words) {
        Hop hop = hop(Samples.template("now", "v1.31.0", now), Samples.template("then", "v1.32.1", then), null);

        List<Finding> findings = verdicts(new ChartNotOlder(), hop, verdict);
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.sentence()).contains(words));
    }

    @Test
    void aTemplateThatCannotBeSeenIsNotGuessedAt() {
        Template sameVersion = Samples.template("then", "v1.31.0", null);

        assertThat(verdicts(new ChartNotOlder(), hop(null, NEXT, null), "CANNOT_KNOW"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.fact()).contains("it would get 0.14.1"));
        verdicts(new ChartNotOlder(), hop(null, sameVersion, null), "CANNOT_KNOW");
        verdicts(new SameNetworkDriver(), hop(null, NEXT, null), "CANNOT_KNOW");
        verdicts(new RollsSomething(), hop(null, NEXT, null), "none");
        verdicts(new RollsSomething(), hop(null, sameVersion, null), "CANNOT_KNOW");
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
        verdicts(new SameNetworkDriver(), hop(driver("now", now), driver("then", then), null), verdict);
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

        assertThat(verdicts(new RoomForSurge(), hop(Samples.CURRENT, NEXT, quota), verdict))
                .allSatisfy(finding -> assertThat(finding.fact()).contains("cores (needed 2, free 1)"));
    }

    @Test
    void aQuotaThatNobodyToldIsWarnedOf() {
        verdicts(new RoomForSurge(), hop(Samples.CURRENT, NEXT, null), "WARNS");
        verdicts(
                new RoomForSurge(),
                hop(Samples.CURRENT, NEXT, new QuotaSighting(List.of(), List.of("Nova: 403"))),
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
                hop(image("now", imageNow, chartNow), image("then", imageThen, chartThen), null),
                verdict);
    }

    @Test
    void theTemplateOfNowRenewsNothingAndALaterHopMayComeBackToIt() {
        Hop first = hop(Samples.CURRENT, Samples.CURRENT, null);

        verdicts(new RollsSomething(), first, "REFUSES");
        Hop later = first.to(Samples.rung(NEXT, true, Certainty.CERTAIN))
                .then(Samples.rung(Samples.CURRENT, true, Certainty.CERTAIN));
        verdicts(new RollsSomething(), later, "none");
    }

    @Test
    void anImageThatCannotBeSeenTellsNothing() {
        verdicts(new ImageTells(), hop(Samples.CURRENT, image("then", null, "0.14.1"), null), "CANNOT_KNOW");
        verdicts(new ImageTells(), hop(Samples.CURRENT, NEXT, null), "none");
    }

    @ParameterizedTest
    @CsvSource({"CERTAIN, REFUSES", "LIKELY, REFUSES", "UNKNOWN, CANNOT_KNOW"})
    void aChartThatMayFitIsToldFromOneThatDoesNot(Certainty certainty, String verdict) {
        Hop hop = hop(Samples.CURRENT, NEXT, null).to(Samples.rung(NEXT, false, certainty));

        verdicts(new ChartFits(), hop, verdict);
    }

    @Test
    void whatSpeaksAgainstAChartWithoutForbiddingItIsSaid() {
        Rung rung = new Rung(
                NEXT, "v1.32.1", "0.14.1", true, "It fits.", Basis.TABLE, Certainty.CERTAIN, List.of("Prove it."));

        assertThat(verdicts(new ChartFits(), hop(Samples.CURRENT, NEXT, null).to(rung), "WARNS"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.fact()).isEqualTo("Prove it."));
    }

    @ParameterizedTest
    @CsvSource({"1, 2, WARNS", "2, 2, none", "0, 2, none"})
    void groupsOfOneNodeLoseIt(int one, int other, String verdict) {
        assertThat(verdicts(new NodesSurvive(), hop(withGroups(one, other)), verdict))
                .allSatisfy(finding -> assertThat(finding.fact()).contains("groups a have"));
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE_COMPLETE, none, x",
        "UPDATE_IN_PROGRESS, REFUSES, Wait until it is done",
        "UPDATE_FAILED, REFUSES, a tenant cannot",
    })
    void magnumUpgradesWhatIsComplete(String status, String verdict, String cure) {
        CloudCluster cluster = cluster(status, Samples.CURRENT, "v1.31.0");

        assertThat(verdicts(new CompleteState(), hop(cluster), verdict))
                .allSatisfy(finding -> assertThat(finding.cure()).contains(cure));
        verdicts(new CompleteState(), hop(cluster).then(Samples.rung(NEXT, true, Certainty.CERTAIN)), "none");
    }

    @Test
    void whatStopsComesBeforeWhatIsWarnedOf() {
        Hop hop = hop(Samples.CURRENT, image("then", null, "0.9.0"), null);

        List<Verdict> verdicts =
                Preflight.findings(hop).stream().map(Finding::verdict).toList();
        assertThat(verdicts).isSorted().contains(Verdict.REFUSES, Verdict.CANNOT_KNOW, Verdict.WARNS);
        assertThat(Preflight.stopping(hop)).allMatch(Finding::stops).hasSizeLessThan(verdicts.size());
    }

    private static List<Finding> verdicts(Rule rule, Hop hop, @Nullable String verdict) {
        List<Finding> findings = rule.about(hop).toList();
        assertThat(findings.stream().map(finding -> finding.verdict().name()))
                .containsExactlyElementsOf(verdict == null || verdict.equals("none") ? List.of() : List.of(verdict));
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.rule()).isNotBlank();
            assertThat(finding.fact()).endsWith(".");
            assertThat(finding.cure()).endsWith(".");
        });
        return findings;
    }

    private static Hop hop(@Nullable Template from, Template to, @Nullable QuotaSighting quota) {
        return hop(from, to, quota, Sightings.diagnosis(Condition.EXPIRING));
    }

    private static Hop hop(@Nullable Template from, Template to, @Nullable QuotaSighting quota, Diagnosis diagnosis) {
        return new Hop(cluster(), diagnosis, "v1.31.0", from, Samples.rung(to, true, Certainty.CERTAIN), quota, true);
    }

    private static Hop hop(CloudCluster cluster) {
        return new Hop(
                cluster,
                Sightings.diagnosis(Condition.EXPIRING),
                "v1.31.0",
                Samples.CURRENT,
                Samples.rung(NEXT, true, Certainty.CERTAIN),
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

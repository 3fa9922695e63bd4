// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.fleet.CompatibilityRow;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Evidence;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** Who is asked whether chart and version fit, in which order, and what is said where nobody knows. */
final class AuthoritiesTest {

    private static final Template WANTED = template("wanted", "v1.33.2", "0.16.0", false);
    private static final CompatibilityRow KNOWN = row("0.16.0", "v1beta1", false, "1.33.1");

    @Test
    void whatTheSitePublishesComesBeforeTheTable() {
        CandidateTemplate candidate =
                judge(List.of(row("0.16.0", "v1beta1", false, "1.30.1")), template("ours", "v1.33.9", "0.16.0", true));

        assertThat(candidate.fits()).isTrue();
        assertThat(candidate.evidence()).isEqualTo(Evidence.SITE_TEMPLATE);
        assertThat(candidate.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(candidate.reasons())
                .containsExactly(Reason.of(ReasonCode.SITE_PAIRS, "chart", "0.16.0")
                        .with("minor", "1.33")
                        .with("template", "ours"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "v1.32.1, 0.16.0, true",
                "v1.33.2, 0.14.1, true",
                "v1.33.2, none,   true",
                "none,    0.16.0, true",
                "latest,  0.16.0, true",
                "v1.33.2, 0.16.0, false",
            })
    void onlyAPublishedTemplateOfTheSameChartAndMinorIsAnAuthority(
            @Nullable String version, @Nullable String chart, boolean published) {
        assertThat(judge(List.of(KNOWN), template("other", version, chart, published))
                        .evidence())
                .isEqualTo(Evidence.TABLE);
    }

    @Test
    void aSiteThatContradictsWhatIsKnownIsNotBelieved() {
        CandidateTemplate candidate =
                judge(List.of(row("0.16.0", "v1beta1", true, "1.33.2")), template("ours", "v1.33.2", "0.16.0", true));

        assertThat(candidate.fits()).isFalse();
        assertThat(candidate.certainty()).isEqualTo(Certainty.UNKNOWN);
        assertThat(candidate.reasons())
                .extracting(Reason::code)
                .containsExactly(
                        ReasonCode.SITE_PAIRS_CONTRADICTED,
                        ReasonCode.FLAG_REMOVED,
                        ReasonCode.STANDING_CLUSTER_WOULD_SHOW);
    }

    @Test
    void theFleetFilesOwnRowGoesBeforeTheShippedOne() {
        CompatibilityRow own =
                new CompatibilityRow("0.16.0", List.of("1.33.2"), "v1beta1", false, "seen by ourselves", true);

        CandidateTemplate candidate = judge(List.of(row("0.16.0", "v1beta1", false, "1.30.1"), own));

        assertThat(candidate.fits()).isTrue();
        assertThat(candidate.evidence()).isEqualTo(Evidence.OWN_ROW);
    }

    @Test
    void anOwnRowCanRefuseToo() {
        CompatibilityRow own = new CompatibilityRow("0.16.0", List.of("1.33.2"), "v1beta1", true, "seen", true);

        assertThat(judge(List.of(own)).evidence()).isEqualTo(Evidence.OWN_ROW);
        assertThat(judge(List.of(own)).fits()).isFalse();
        assertThat(judge(List.of(row("0.16.0", "v1beta1", true, "1.33.2"))).evidence())
                .isEqualTo(Evidence.TABLE);
    }

    @Test
    void betweenTwoChartsThatBothFitItIsLikelyToFit() {
        CandidateTemplate candidate = judge(List.of(
                row("0.13.0", "v1beta1", true, "1.30.1"),
                row("0.15.0", "v1beta1", false, "1.33.1"),
                row("0.17.0", "v1beta1", false, "1.33.4"),
                row("0.19.0", "v1beta1", false, "1.35.4")));

        assertThat(candidate.fits()).isTrue();
        assertThat(candidate.evidence()).isEqualTo(Evidence.INFERENCE);
        assertThat(candidate.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(candidate.reasons())
                .containsExactly(Reason.of(ReasonCode.NEIGHBOURS_FIT, "chart", "0.16.0")
                        .with("below", "0.15.0")
                        .with("above", "0.17.0")
                        .with("minor", "1.33"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.15.0, false, 1.33.1, 0.15.1, false, 1.33.1, beyond the last",
        "0.17.0, false, 1.33.1, 0.18.0, false, 1.33.1, before the first",
        "0.15.0, true,  1.33.1, 0.17.0, false, 1.33.1, one has the flag",
        "0.15.0, false, 1.33.1, 0.17.0, true,  1.33.1, the other has the flag",
        "0.15.0, false, 1.32.1, 0.17.0, false, 1.33.1, one was not tested with it",
        "0.15.0, false, 1.33.1, 0.17.0, false, 1.34.1, the other was not tested with it",
        "zero,   false, 1.33.1, 0.17.0, false, 1.33.1, a row that is no version",
    })
    void otherwiseNothingIsInferred(
            String one, boolean flag, String tested, String other, boolean otherFlag, String otherTested, String why) {
        CandidateTemplate candidate =
                judge(List.of(row(one, "v1beta1", flag, tested), row(other, "v1beta1", otherFlag, otherTested)));

        assertThat(candidate.fits()).as(why).isFalse();
        assertThat(candidate.evidence()).as(why).isEqualTo(Evidence.NOTHING);
        assertThat(candidate.certainty()).as(why).isEqualTo(Certainty.UNKNOWN);
        assertThat(candidate.reasons()).as(why).extracting(Reason::code).containsExactly(ReasonCode.CHART_UNKNOWN);
    }

    @Test
    void aChartThatIsNoVersionHasNoNeighbours() {
        CandidateTemplate candidate = Compatibility.judge(
                template("wanted", "v1.33.2", "newest", false),
                List.of(row("0.15.0", "v1beta1", false, "1.33.1"), row("0.17.0", "v1beta1", false, "1.33.1")),
                List.of());

        assertThat(candidate.certainty()).isEqualTo(Certainty.UNKNOWN);
    }

    @Test
    void aPatchThatWasNotTestedIsAWarning() {
        assertThat(judge(List.of(KNOWN)).warnings())
                .containsExactly(Reason.of(ReasonCode.OTHER_PATCH_TESTED, "chart", "0.16.0")
                        .with("tested", "1.33.1")
                        .with("version", "v1.33.2"));
        assertThat(judge(List.of(row("0.16.0", "v1beta1", false, "1.33.2"))).warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "0.15.0, true,  true",
                "0.16.0, true,  false",
                "0.17.0, true,  false",
                "0.15.0, false, false",
                "none,   true,  false",
                "newest, true,  false",
            })
    void aChartThatIsNewerThanAllOfTheSiteMayNotScale(@Nullable String newest, boolean published, boolean warns) {
        CandidateTemplate candidate = judge(
                List.of(row("0.16.0", "v1beta1", false, "1.33.2")), template("ours", "v1.30.0", newest, published));

        assertThat(candidate.fits()).isTrue();
        assertThat(candidate.warnings().stream()
                        .anyMatch(warning -> warning.code() == ReasonCode.CHART_NEWER_THAN_SITE))
                .isEqualTo(warns);
    }

    @Test
    void anOldProviderApiIsWarnedOfWhereTheSiteWritesItNoMore() {
        CompatibilityRow old = row("0.16.0", "v1alpha7", false, "1.33.2");
        CompatibilityRow newer = row("0.18.0", "v1beta1", false, "1.30.0");
        CompatibilityRow older = row("0.14.0", "v1alpha7", false, "1.30.0");

        assertThat(judge(List.of(old, newer), template("ours", "v1.30.0", "0.18.0", true))
                        .warnings())
                .extracting(Reason::code)
                .containsExactly(ReasonCode.PROVIDER_API_NOT_WRITTEN);
        assertThat(judge(List.of(old)).warnings())
                .extracting(Reason::code)
                .containsExactly(ReasonCode.PROVIDER_API_UNKNOWN);
        assertThat(judge(
                                List.of(old, newer, older),
                                template("ours", "v1.30.0", "0.18.0", true),
                                template("ours too", "v1.30.0", "0.14.0", true))
                        .warnings())
                .isEmpty();
        assertThat(judge(List.of(old, older), template("not ours", "v1.30.0", "0.14.0", false))
                        .warnings())
                .hasSize(1);
    }

    private static CandidateTemplate judge(List<CompatibilityRow> table, Template... site) {
        return Compatibility.judge(WANTED, table, List.of(site));
    }

    private static Template template(String name, @Nullable String version, @Nullable String chart, boolean published) {
        Template like = Samples.template(name, version, chart);
        return new Template(like.uuid(), name, like.imageId(), version, chart, like.networkDriver(), published);
    }

    private static CompatibilityRow row(String chart, String api, boolean flag, String... tested) {
        return new CompatibilityRow(chart, List.of(tested), api, flag, "https://example.org/" + chart, false);
    }
}

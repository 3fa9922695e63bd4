// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.Basis;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CompatibilityRow;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Template;

/** Who is asked whether chart and version fit, in which order, and what is said where nobody knows. */
final class AuthoritiesTest {

    private static final Template WANTED = template("wanted", "v1.33.2", "0.16.0", false);
    private static final CompatibilityRow KNOWN = row("0.16.0", "v1beta1", false, "1.33.1");

    @Test
    void whatTheSitePublishesComesBeforeTheTable() {
        Rung rung =
                judge(List.of(row("0.16.0", "v1beta1", false, "1.30.1")), template("ours", "v1.33.9", "0.16.0", true));

        assertThat(rung.fits()).isTrue();
        assertThat(rung.basis()).isEqualTo(Basis.SITE_TEMPLATE);
        assertThat(rung.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(rung.why()).contains("(ours)", "1.33");
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
                        .basis())
                .isEqualTo(Basis.TABLE);
    }

    @Test
    void aSiteThatContradictsWhatIsKnownIsNotBelieved() {
        Rung rung =
                judge(List.of(row("0.16.0", "v1beta1", true, "1.33.2")), template("ours", "v1.33.2", "0.16.0", true));

        assertThat(rung.fits()).isFalse();
        assertThat(rung.certainty()).isEqualTo(Certainty.UNKNOWN);
        assertThat(rung.why()).contains("contradicts", "--cloud-provider", "What would tell");
    }

    @Test
    void theFleetFilesOwnRowGoesBeforeTheShippedOne() {
        CompatibilityRow own =
                new CompatibilityRow("0.16.0", List.of("1.33.2"), "v1beta1", false, "seen by ourselves", true);

        Rung rung = judge(List.of(row("0.16.0", "v1beta1", false, "1.30.1"), own));

        assertThat(rung.fits()).isTrue();
        assertThat(rung.basis()).isEqualTo(Basis.OWN_ROW);
    }

    @Test
    void anOwnRowCanRefuseToo() {
        CompatibilityRow own = new CompatibilityRow("0.16.0", List.of("1.33.2"), "v1beta1", true, "seen", true);

        assertThat(judge(List.of(own)).basis()).isEqualTo(Basis.OWN_ROW);
        assertThat(judge(List.of(own)).fits()).isFalse();
        assertThat(judge(List.of(row("0.16.0", "v1beta1", true, "1.33.2"))).basis())
                .isEqualTo(Basis.TABLE);
    }

    @Test
    void betweenTwoChartsThatBothFitItIsLikelyToFit() {
        Rung rung = judge(List.of(
                row("0.13.0", "v1beta1", true, "1.30.1"),
                row("0.15.0", "v1beta1", false, "1.33.1"),
                row("0.17.0", "v1beta1", false, "1.33.4"),
                row("0.19.0", "v1beta1", false, "1.35.4")));

        assertThat(rung.fits()).isTrue();
        assertThat(rung.basis()).isEqualTo(Basis.INFERENCE);
        assertThat(rung.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(rung.why()).contains("0.15.0 and 0.17.0", "1.33");
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
        Rung rung = judge(List.of(row(one, "v1beta1", flag, tested), row(other, "v1beta1", otherFlag, otherTested)));

        assertThat(rung.fits()).as(why).isFalse();
        assertThat(rung.basis()).as(why).isEqualTo(Basis.NOTHING);
        assertThat(rung.certainty()).as(why).isEqualTo(Certainty.UNKNOWN);
        assertThat(rung.why()).as(why).contains("it cannot be said", "What would tell");
    }

    @Test
    void aChartThatIsNoVersionHasNoNeighbours() {
        Rung rung = Compatibility.judge(
                template("wanted", "v1.33.2", "newest", false),
                List.of(row("0.15.0", "v1beta1", false, "1.33.1"), row("0.17.0", "v1beta1", false, "1.33.1")),
                List.of());

        assertThat(rung.certainty()).isEqualTo(Certainty.UNKNOWN);
    }

    @Test
    void aPatchThatWasNotTestedIsAWarning() {
        assertThat(judge(List.of(KNOWN)).warnings())
                .singleElement()
                .asString()
                .contains("tested with 1.33.1, and not with v1.33.2 itself");
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
        Rung rung = judge(
                List.of(row("0.16.0", "v1beta1", false, "1.33.2")), template("ours", "v1.30.0", newest, published));

        assertThat(rung.fits()).isTrue();
        assertThat(rung.warnings().stream().anyMatch(warning -> warning.contains("Prove the scale-up")))
                .isEqualTo(warns);
    }

    @Test
    void anOldProviderApiIsWarnedOfWhereTheSiteWritesItNoMore() {
        CompatibilityRow old = row("0.16.0", "v1alpha7", false, "1.33.2");
        CompatibilityRow newer = row("0.18.0", "v1beta1", false, "1.30.0");
        CompatibilityRow older = row("0.14.0", "v1alpha7", false, "1.30.0");

        assertThat(judge(List.of(old, newer), template("ours", "v1.30.0", "0.18.0", true))
                        .warnings())
                .singleElement()
                .asString()
                .contains("likely to fail at once");
        assertThat(judge(List.of(old)).warnings()).singleElement().asString().contains("would tell");
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

    private static Rung judge(List<CompatibilityRow> table, Template... site) {
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

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.cluster;
import static org.rekindle.workflows.fakes.Sightings.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Evidence;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

final class PreflightTest {

    private static final CandidateTemplate NEXT = candidate("v1.32.1");

    @Test
    void oneMinorBeforeExpiryIsViable() {
        assertThat(refusals(cluster(), diagnosis(Condition.EXPIRING), NEXT)).isEmpty();
    }

    @Test
    void afterExpiryItIsTooLate() {
        assertThat(refusals(cluster(), diagnosis(Condition.EXPIRED), NEXT))
                .containsExactly(Reason.of(ReasonCode.UPGRADE_CERTIFICATES_EXPIRED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE_IN_PROGRESS",
                "UPDATE_IN_PROGRESS",
                "UPDATE_FAILED",
                "CREATE_FAILED",
                "DELETE_IN_PROGRESS"
            })
    void magnumUpgradesOnlyWhatIsComplete(String status) {
        assertThat(refusals(cluster(status, Samples.CURRENT, "v1.31.0"), diagnosis(Condition.EXPIRING), NEXT))
                .singleElement()
                .satisfies(reason -> assertThat(reason.facts()).containsEntry("status", status));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            v1.31.0, v1.31.0, none
            v1.31.0, v1.31.9, none
            v1.31.0, v1.32.1, none
            v1.31.0, v1.33.2, UPGRADE_MINOR_SKIPPED
            v1.31.0, v2.0.0,  UPGRADE_MINOR_SKIPPED
            v1.32.1, v1.31.9, UPGRADE_VERSION_BACK
            v1.31.9, v1.31.0, UPGRADE_VERSION_BACK
            none,    v1.32.1, UPGRADE_VERSIONS_UNKNOWN
            latest,  v1.32.1, UPGRADE_VERSIONS_UNKNOWN
            v1.31.0, unknown, UPGRADE_VERSIONS_UNKNOWN
            """)
    void theStepDecides(@Nullable String from, String to, @Nullable ReasonCode refusal) {
        List<Reason> refusals = refusals(
                cluster("CREATE_COMPLETE", Samples.CURRENT, from), diagnosis(Condition.EXPIRING), candidate(to));

        assertThat(refusals)
                .extracting(Reason::code)
                .containsExactlyElementsOf(refusal == null ? List.of() : List.of(refusal));
    }

    @Test
    void theTemplateThatItHasRenewsNothing() {
        CandidateTemplate same = candidate(Samples.CURRENT, "v1.31.0", "0.10.1", true);

        assertThat(refusals(cluster(), diagnosis(Condition.EXPIRING), same))
                .containsExactly(Reason.of(ReasonCode.UPGRADE_SAME_TEMPLATE, "template", Samples.CURRENT.name()));
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        CandidateTemplate worst = candidate(Samples.CURRENT, "v1.33.2", "0.10.1", false);

        assertThat(refusals(cluster("UPDATE_FAILED", Samples.CURRENT, "v1.31.0"), diagnosis(Condition.EXPIRED), worst))
                .extracting(Reason::code)
                .containsExactly(
                        ReasonCode.UPGRADE_CERTIFICATES_EXPIRED,
                        ReasonCode.UPGRADE_STATE_FAILED,
                        ReasonCode.UPGRADE_SAME_TEMPLATE,
                        ReasonCode.UPGRADE_MINOR_SKIPPED,
                        ReasonCode.NOT_TESTED,
                        ReasonCode.UPGRADE_SEE_COMPAT);
    }

    private static CandidateTemplate candidate(String version) {
        return candidate(Samples.template("other", version, "0.14.1"), version, "0.14.1", true);
    }

    private static CandidateTemplate candidate(Template template, String version, String chart, boolean fits) {
        return new CandidateTemplate(
                template,
                version,
                chart,
                fits,
                List.of(Reason.of(fits ? ReasonCode.TESTED : ReasonCode.NOT_TESTED)),
                Evidence.TABLE,
                Certainty.CERTAIN,
                List.of());
    }

    private static List<Reason> refusals(CloudCluster cluster, Diagnosis diagnosis, CandidateTemplate to) {
        UpgradeStep step =
                new UpgradeStep(cluster, diagnosis, cluster.kubernetesVersion(), Samples.CURRENT, to, null, true);
        return Preflight.stopping(step).stream()
                .flatMap(finding -> finding.reasons().stream())
                .toList();
    }
}

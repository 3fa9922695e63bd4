// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.decide.Sightings.cluster;
import static org.rekindle.workflows.decide.Sightings.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.Basis;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Template;

final class PreflightTest {

    private static final Rung NEXT = rung("v1.32.1");

    @Test
    void oneMinorBeforeExpiryIsViable() {
        assertThat(refusals(cluster(), diagnosis(Condition.EXPIRING), NEXT)).isEmpty();
    }

    @Test
    void afterExpiryItIsTooLate() {
        assertThat(refusals(cluster(), diagnosis(Condition.EXPIRED), NEXT))
                .singleElement()
                .asString()
                .contains("the workers are lost");
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
                .asString()
                .contains(status);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            v1.31.0, v1.31.0, ''
            v1.31.0, v1.31.9, ''
            v1.31.0, v1.32.1, ''
            v1.31.0, v1.33.2, skips a minor version
            v1.31.0, v2.0.0,  skips a minor version
            v1.32.1, v1.31.9, a step back
            v1.31.9, v1.31.0, a step back
            none,    v1.32.1, versions are not known
            latest,  v1.32.1, versions are not known
            v1.31.0, unknown, versions are not known
            """)
    void theHopDecides(@Nullable String from, String to, String refusal) {
        List<String> refusals =
                refusals(cluster("CREATE_COMPLETE", Samples.CURRENT, from), diagnosis(Condition.EXPIRING), rung(to));

        if (refusal.isEmpty()) {
            assertThat(refusals).isEmpty();
        } else {
            assertThat(refusals).singleElement().asString().contains(refusal);
        }
    }

    @Test
    void theTemplateThatItHasRenewsNothing() {
        Rung same = rung(Samples.CURRENT, "v1.31.0", "0.10.1", true);

        assertThat(refusals(cluster(), diagnosis(Condition.EXPIRING), same))
                .singleElement()
                .asString()
                .contains("already has template");
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        Rung worst = rung(Samples.CURRENT, "v1.33.2", "0.10.1", false);

        assertThat(refusals(cluster("UPDATE_FAILED", Samples.CURRENT, "v1.31.0"), diagnosis(Condition.EXPIRED), worst))
                .hasSize(5)
                .anySatisfy(refusal -> assertThat(refusal).contains("The chart does not fit."));
    }

    private static Rung rung(String version) {
        return rung(Samples.template("other", version, "0.14.1"), version, "0.14.1", true);
    }

    private static Rung rung(Template template, String version, String chart, boolean fits) {
        return new Rung(
                template,
                version,
                chart,
                fits,
                fits ? "It fits." : "The chart does not fit.",
                Basis.TABLE,
                Certainty.CERTAIN,
                List.of());
    }

    private static List<String> refusals(CloudCluster cluster, Diagnosis diagnosis, Rung to) {
        Hop hop = new Hop(cluster, diagnosis, cluster.kubernetesVersion(), Samples.CURRENT, to, null, true);
        return Preflight.stopping(hop).stream().map(Finding::sentence).toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.TestBed.request;
import static org.rekindle.workflows.fakes.TestBed.result;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.api.RotateCertificates;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.policy.MaintenanceWindow;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;

/**
 * A run is never continued as new, since people watch its state; so what it does has an end. A Temporal server warns at 10,240 events
 * and ends a run at 51,200.
 */
final class HistoryBoundsTest {

    private static final int WARNING = 10_240;

    /** What a worker sends a run in twenty days, at most; a test in the worker holds that. */
    private static final int SIGNALS = 50 + 20 * 48;

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aRecoveryWhosePlansNoOneApprovesStaysFarBelowTheWarning() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), Duration.ofHours(-1));
        RecoverCluster run = bed.start(request("alice"));

        assertThat(result(run).sentence()).startsWith("20 plans were made");
        assertThat(events()).isLessThan(WARNING / 2);
    }

    @Test
    void theAlertsOfTwentyDaysStayFarBelowTheWarning() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), Duration.ofHours(-1));
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        int before = events();
        for (int i = 0; i < SIGNALS; i++) {
            run.alert(new Alert("alertmanager", "key-" + i % 60, "It fires."));
        }

        assertThat(run.view().alerts()).hasSize(50);
        assertThat(events() - before).isLessThan(WARNING / 2);
    }

    @Test
    void aRotationThatAlertsMakeLookAHundredTimesStaysBelowTheWarning() {
        bed.world(
                Samples.withWindows(
                        Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING),
                        onlyOnTheDayIn(Duration.ofDays(6))),
                Duration.ofDays(14));
        RotateCertificates run = bed.rotate(request("survey-fleet"));
        for (int hour = 0; hour < 110 && run.view().phase() != Phase.ENDED; hour++) {
            bed.environment().sleep(Duration.ofMinutes(61));
            WorkflowStub.fromTyped(run).signal("alert", new Alert("alertmanager", "key", "It fires."));
        }

        assertThat(result(run).outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(result(run).sentence()).contains("100 times");
        assertThat(events()).isLessThan(WARNING);
    }

    private int events() {
        return bed.history().getEvents().size();
    }

    private MaintenanceWindow onlyOnTheDayIn(Duration wait) {
        String day = bed.clock()
                .instant()
                .plus(wait)
                .atZone(ZoneOffset.UTC)
                .getDayOfWeek()
                .getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        return new MaintenanceWindow(List.of(day), "02:00", "04:00", "UTC");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rekindle.workflows.fakes.TestBed.request;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.MaintenanceWindow;
import org.rekindle.workflows.model.Outcome;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.TemplatePolicy;
import org.rekindle.workflows.model.UpgradePolicy;
import org.rekindle.workflows.rotate.RotateCertificates;

/** Somebody presses the button in the Temporal UI: the run ends as cancelled, with its report, and asks for nothing more. */
final class CancellationTest {

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"OBSERVING", "UPGRADING", "AWAITING_APPROVAL", "TEARING_DOWN", "REBUILDING", "AWAITING_OPERATOR"})
    void aRunThatIsCancelledKeepsItsReportAndAsksForNothingMore(Phase phase) {
        bed.world(Samples.policy(UpgradePolicy.ALWAYS, TemplatePolicy.AS_LISTED), Duration.ofHours(-1));
        RecoverCluster run = bring(phase);
        int asked = bed.cloud().asked.size();
        WorkflowStub.fromTyped(run).cancel("enough");

        assertCancelled(run);
        assertThat(run.view().outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(run.view().phase()).isEqualTo(Phase.ENDED);
        assertThat(run.view().waitingFor()).isNull();
        assertThat(bed.cloud().asked).hasSize(asked);
        assertThat(bed.cluster().reports.values())
                .singleElement()
                .asString()
                .contains("Cancelled in phase " + phase, "goes on there");
    }

    @Test
    void aCancelledRunDoesNotWaitForAHumanWhenItsReportCannotBeKept() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), Duration.ofHours(-1));
        bed.cluster().failReportsWith(FailureCode.MISCONFIGURED);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        WorkflowStub.fromTyped(run).cancel("enough");

        assertCancelled(run);
        assertThat(run.view().timeline())
                .anySatisfy(each -> assertThat(each.what()).contains("The report was not kept", "disk is full"));
    }

    @Test
    void aRunWhoseReportCannotBeKeptCanBeCancelledToo() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), Duration.ofDays(200));
        bed.cluster().failReportsWith(FailureCode.MISCONFIGURED);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        WorkflowStub.fromTyped(run).cancel("enough");

        assertCancelled(run);
    }

    @Test
    void aRotationThatWaitsForItsWindowCanBeCancelled() {
        MaintenanceWindow tomorrow =
                new MaintenanceWindow(List.of(), time(Duration.ofHours(20)), time(Duration.ofHours(21)), "UTC");
        bed.world(
                Samples.withWindows(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), tomorrow),
                Duration.ofDays(14));
        RotateCertificates run = bed.rotate(request("alice"));
        Awaitility.await()
                .until(() -> "the maintenance window".equals(run.view().waitingFor()));
        WorkflowStub.fromTyped(run).cancel("enough");

        assertCancelled(run);
        assertThat(bed.cloud().asked).isEmpty();
        assertThat(bed.cluster().reports).hasSize(1);
    }

    private String time(Duration fromNow) {
        return LocalTime.ofInstant(bed.clock().instant().plus(fromNow), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    private RecoverCluster bring(Phase phase) {
        if (phase == Phase.OBSERVING) {
            bed.cloud().failWith(FailureCode.UNAVAILABLE);
        }
        if (phase == Phase.AWAITING_OPERATOR) {
            bed.cloud().failWith(FailureCode.ACCESS_DENIED);
        }
        if (phase == Phase.TEARING_DOWN) {
            bed.cloud().makeDeletesLast();
        }
        RecoverCluster run = bed.start(request("alice"));
        if (phase == Phase.TEARING_DOWN || phase == Phase.REBUILDING) {
            bed.approve(run, "bob");
        }
        bed.awaitPhase(run, phase);
        return run;
    }

    private static void assertCancelled(Object run) {
        WorkflowStub stub = WorkflowStub.fromTyped(run);
        assertThatThrownBy(() -> stub.getResult(Object.class))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(stub.describe().getStatus()).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    }
}

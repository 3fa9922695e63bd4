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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.api.RotateCertificates;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.policy.MaintenanceWindow;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;

/** Somebody presses the button in the Temporal UI: the run ends as cancelled, with its report, and asks for nothing more. */
@Timeout(60)
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
        MaintenanceWindow tomorrow = Samples.window(bed.clock(), Duration.ofHours(20), Duration.ofHours(21));
        bed.world(
                Samples.withWindows(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), tomorrow),
                Duration.ofDays(14));
        RotateCertificates run = bed.rotate(request("alice"));
        bed.awaitWaiting(run, "the maintenance window");
        WorkflowStub.fromTyped(run).cancel("enough");

        assertCancelled(run);
        assertThat(bed.cloud().asked).isEmpty();
        assertThat(bed.cluster().reports).hasSize(1);
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
        int before = 0;
        if (phase == Phase.TEARING_DOWN || phase == Phase.REBUILDING) {
            bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
            before = bed.cloud().looksInVain();
            bed.approve(run, "bob");
        }
        bed.awaitPhase(run, phase);
        if (phase != Phase.AWAITING_APPROVAL && phase != Phase.AWAITING_OPERATOR) {
            bed.awaitRest(before);
        }
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

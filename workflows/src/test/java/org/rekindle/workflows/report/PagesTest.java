// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.NotPutBack;
import org.rekindle.workflows.model.run.Outcome;

/** Whole pages, as people have read and approved them. Their prose changes here, in one file each. */
final class PagesTest {

    private static final String RESULT = "What came of it, in a sentence.";

    private final SealedPlan rebuild = RunViews.plan(RunViews.POLICY);
    private final SealedPlan beside = RunViews.plan(Samples.rebuildingBeside(RunViews.POLICY));

    @Test
    void theReportOfARebuild() throws IOException {
        ApprovedPage.holds(
                "report-rebuild.md", ReportPage.of(RunViews.ended(rebuild, "bob"), Outcome.RECOVERED, RESULT));
    }

    @Test
    void theReportOfARebuildBeside() throws IOException {
        ApprovedPage.holds(
                "report-rebuild-beside.md",
                ReportPage.of(RunViews.ended(beside, "bob"), Outcome.REBUILT_NOT_PROVEN, RESULT));
    }

    @Test
    void theReportOfARunThatWasRejected() throws IOException {
        ApprovedPage.holds(
                "report-rejected.md", ReportPage.of(RunViews.ended(rebuild, null), Outcome.REJECTED, RESULT));
    }

    @Test
    void theReportOfARunThatHasNotPutEverythingBackNamesItAndTheCopy() {
        NotPutBack lacking = new NotPutBack(
                "rescue/demo/11111111-0000-4000-8000-000000000001",
                List.of("Secret hub/hub", "PersistentVolumeClaim hub/claim-ana, volume vol-1"));

        assertThat(ReportPage.of(RunViews.endedEarly(rebuild, lacking), Outcome.ABORTED, RESULT))
                .contains("""

                        ## What was rescued and not put back

                        - Secret hub/hub
                        - PersistentVolumeClaim hub/claim-ana, volume vol-1

                        It is in the secret store of the worker's machine, under\
                         `rescue/demo/11111111-0000-4000-8000-000000000001`: a file for `kubectl create -f`, whose values are\
                         secret. No later run puts it back; docs/by-hand/recover-cluster.md shows how, in step 8.
                        """);
        assertThat(ReportPage.of(RunViews.ended(rebuild, "bob"), Outcome.RECOVERED, RESULT))
                .doesNotContain("not put back");
    }

    /** It may hold more about a person than their name, and reports are passed on. */
    @Test
    void aReportHoldsNoIdToken() {
        assertThat(ReportPage.of(RunViews.ended(rebuild, "bob", "eyJhbGci.e30.c2ln"), Outcome.RECOVERED, RESULT))
                .contains("Approved by bob (key the key)", "What bob signed is an ID token.")
                .doesNotContain("eyJ");
        assertThat(ReportPage.of(RunViews.ended(rebuild, "bob", "\n eyJhbGci.e30.c2ln"), Outcome.RECOVERED, RESULT))
                .doesNotContain("eyJ");
        assertThat(ReportPage.of(RunViews.ended(rebuild, "bob", "-----BEGIN"), Outcome.RECOVERED, RESULT))
                .contains("What bob signed, and the signature:", "by bob\nat ", "-----BEGIN");
    }

    @Test
    void theDetailsWhileAnApprovalIsWaitedFor() throws IOException {
        ApprovedPage.holds("details-awaiting-approval.md", DetailsPage.of(RunViews.awaitingApproval(beside)));
    }

    @Test
    void theDetailsWhileAStepIsStuck() throws IOException {
        ApprovedPage.holds("details-stuck.md", DetailsPage.of(RunViews.stuck(rebuild)));
    }

    /** An auditor looks for these lines, whichever way the new cluster was built. */
    @Test
    void everyReportOfATeardownSaysWhatItDestroyedAndWhoApproved() {
        assertThat(List.of(rebuild, beside))
                .extracting(plan -> plan.plan().remedy())
                .containsExactly(Remedy.REBUILD, Remedy.REBUILD_BESIDE);
        assertThat(List.of(rebuild, beside))
                .allSatisfy(plan -> assertThat(ReportPage.of(RunViews.ended(plan, "bob"), Outcome.RECOVERED, RESULT))
                        .contains("It destroys:", plan.plan().identity().uuid().value(), "Approved by bob at"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.DeadManActivities.SurveyEnd;
import org.rekindle.workflows.api.FleetActivities.Fleet;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.SurveyFleet;
import org.rekindle.workflows.fakes.FakeFleet;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.SurveyEntry;
import org.rekindle.workflows.model.run.SurveyResult;

final class SurveyFleetTest {

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void startsARotationBeforeExpiryARecoveryAfterItAndNothingForTheHealthy() {
        fleet(new FakeFleet(bed.clock())
                .with("healthy", Duration.ofDays(200))
                .with("expiring", Duration.ofDays(14))
                .with("expired", Duration.ofHours(-1)));

        SurveyResult result = survey("one");
        assertThat(result.clusters())
                .extracting(SurveyEntry::cluster, entry -> entry.diagnosis().condition(), SurveyEntry::started)
                .containsExactly(
                        tuple("healthy", Condition.HEALTHY, null),
                        tuple("expiring", Condition.EXPIRING, "RotateCertificates"),
                        tuple("expired", Condition.EXPIRED, "RecoverCluster"));
        assertThat(typeOf("expiring")).isEqualTo("RotateCertificates");
        assertThat(typeOf("expired")).isEqualTo("RecoverCluster");
    }

    @Test
    void aClusterThatCannotBeLookedAtDoesNotHideTheOthers() {
        fleet(new FakeFleet(bed.clock())
                .withBroken("locked", FailureCode.ACCESS_DENIED)
                .withBroken("silent", FailureCode.UNAVAILABLE)
                .with("expired", Duration.ofHours(-1)));

        List<SurveyEntry> entries = survey("one").clusters();
        assertThat(entries).extracting(SurveyEntry::started).containsExactly(null, null, "RecoverCluster");
        assertThat(entries.get(0).sentence()).contains("does not let us in");
        assertThat(entries.get(1).diagnosis().condition()).isEqualTo(Condition.UNREACHABLE);
    }

    @Test
    void magnumNoAddressIsSaidInOneSentenceHoweverMagnumTellsIt() {
        fleet(new FakeFleet(bed.clock())
                .withAddress("a-null", null)
                .withAddress("b-empty", "")
                .withAddress("c-port-0", "https://:0"));

        assertThat(survey("one").clusters()).hasSize(3).allSatisfy(entry -> {
            assertThat(entry.diagnosis().condition()).isEqualTo(Condition.UNREACHABLE);
            assertThat(entry.sentence()).endsWith(": Magnum knows no API address of it yet.");
            assertThat(entry.started()).isNull();
        });
    }

    @Test
    void cloudsThatStaySilentAreWaitedForTogether() {
        FakeFleet fleet = new FakeFleet(bed.clock());
        for (int i = 0; i < 6; i++) {
            fleet.withBroken("silent-" + i, FailureCode.UNAVAILABLE);
        }
        fleet(fleet.with("expired", Duration.ofHours(-1)));

        Instant began = bed.clock().instant();
        assertThat(survey("one").clusters())
                .hasSize(7)
                .last()
                .extracting(SurveyEntry::started)
                .isEqualTo("RecoverCluster");
        Duration answer = Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING)
                .deadlines()
                .request();
        assertThat(Duration.between(began, bed.clock().instant())).isLessThan(answer.multipliedBy(2));
    }

    @Test
    void whatIsUnderWayIsNotStartedTwice() {
        fleet(new FakeFleet(bed.clock()).with("expired", Duration.ofHours(-1)).with("expiring", Duration.ofDays(3)));
        survey("one");
        String recovery = runOf("expired");
        String rotation = runOf("expiring");

        SurveyResult second = survey("two");
        assertThat(second.clusters()).extracting(SurveyEntry::started).containsOnlyNulls();
        assertThat(runOf("expired")).isEqualTo(recovery);
        assertThat(runOf("expiring")).isEqualTo(rotation);
    }

    @Test
    void whatItStartedGoesOnAfterItsEnd() {
        fleet(new FakeFleet(bed.clock()).with("expired", Duration.ofHours(-1)));
        survey("one");

        RecoveryResult result = bed.client()
                .newUntypedWorkflowStub(Identifiers.workflowId("expired"))
                .getResult(RecoveryResult.class);
        assertThat(result.sentence()).isEqualTo("asked by " + Identifiers.SURVEY);
    }

    /** As the Temporal UI's form lets a person type it. */
    @Test
    void someClustersAloneAreLookedAtAndWhatTheFileDoesNotKnowIsSaid() {
        fleet(new FakeFleet(bed.clock()).with("healthy", Duration.ofDays(200)).with("expired", Duration.ofHours(-1)));

        assertThat(survey(new Fleet(List.of("healthy", "gone"))).clusters())
                .extracting(SurveyEntry::cluster, entry -> entry.diagnosis().condition())
                .containsExactly(tuple("healthy", Condition.HEALTHY), tuple("gone", Condition.UNREACHABLE));
        assertThat(bed.startRaw(
                                "SurveyFleet",
                                TestBed.surveyId("nobody"),
                                Map.of("clusters", Arrays.asList("expired", null)))
                        .getResult(SurveyResult.class)
                        .clusters())
                .extracting(SurveyEntry::started)
                .containsExactly("RecoverCluster");
        assertThat(bed.startRaw("SurveyFleet", TestBed.surveyId("nothing"), Map.of())
                        .getResult(SurveyResult.class)
                        .clusters())
                .isEmpty();
    }

    private SurveyResult survey(Fleet page) {
        return bed.client()
                .newWorkflowStub(SurveyFleet.class, bed.surveyOptions("some"))
                .survey(page);
    }

    @Test
    void eachSurveyIsReportedToTheDeadMansSwitchOfTheFleetFile() {
        FakeFleet fleet = new FakeFleet(bed.clock())
                .with("healthy", Duration.ofDays(200))
                .withBroken("locked", FailureCode.ACCESS_DENIED)
                .reporting();
        fleet(fleet);

        survey("one");
        survey(new Fleet(List.of("healthy")));

        assertThat(fleet.reported())
                .containsExactly(new SurveyEnd(false, "Looked at 2 clusters, and saw the certificates of 1."));
    }

    @Test
    void aSurveyThatSawNoCertificateIsReportedAsFailed() {
        FakeFleet fleet = new FakeFleet(bed.clock())
                .withBroken("locked", FailureCode.ACCESS_DENIED)
                .reporting();
        fleet(fleet);

        survey("one");

        assertThat(fleet.reported())
                .containsExactly(new SurveyEnd(true, "Looked at 1 cluster, and saw the certificates of 0."));
    }

    @Test
    void aDeadMansSwitchThatTakesNothingKeepsNoSurveyFromItsEnd() {
        fleet(new FakeFleet(bed.clock()).with("healthy", Duration.ofDays(200)).reportingInVain(FailureCode.REFUSED));
        assertThat(survey("one").clusters()).hasSize(1);
    }

    @Test
    void anEmptyFleetIsNoTrouble() {
        fleet(new FakeFleet(bed.clock()));

        assertThat(survey("one").clusters()).isEmpty();
    }

    private void fleet(FakeFleet fleet) {
        bed.fleet(fleet);
    }

    private SurveyResult survey(String id) {
        return bed.survey(id);
    }

    private String typeOf(String cluster) {
        return stub(cluster).describe().getWorkflowType();
    }

    private String runOf(String cluster) {
        return stub(cluster).describe().getExecution().getRunId();
    }

    private WorkflowStub stub(String cluster) {
        return bed.client().newUntypedWorkflowStub(Identifiers.workflowId(cluster));
    }
}

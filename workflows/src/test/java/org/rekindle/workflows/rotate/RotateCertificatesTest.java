// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.rotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.TestBed.codes;
import static org.rekindle.workflows.fakes.TestBed.request;
import static org.rekindle.workflows.fakes.TestBed.result;
import static org.rekindle.workflows.fakes.TestBed.story;

import io.temporal.client.WorkflowStub;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.RotateCertificates;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.policy.MaintenanceWindow;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;

/** After every test, whatever happened in it: nothing was deleted and nothing was created. */
final class RotateCertificatesTest {

    private static final Duration IN_TWO_WEEKS = Duration.ofDays(14);

    private final TestBed bed = new TestBed();

    @AfterEach
    void nothingIsEverDestroyed() {
        try {
            assertThat(bed.cloud().asked).noneMatch(each -> each.startsWith("delete") || each.startsWith("create"));
            assertThat(bed.history().getHistory().getEventsList())
                    .filteredOn(event -> event.hasActivityTaskScheduledEventAttributes())
                    .extracting(event -> event.getActivityTaskScheduledEventAttributes()
                            .getActivityType()
                            .getName())
                    .doesNotContain("Magnum.RequestDelete", "Magnum.RequestCreate");
        } finally {
            bed.close();
        }
    }

    @Test
    void renewsByAnUpgrade() {
        bed.world(policy(), IN_TWO_WEEKS);
        RotateCertificates run = bed.rotate(request("survey-fleet"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.RENEWED);
        assertThat(result.nextExpiry()).isAfter(bed.clock().instant().plus(Duration.ofDays(300)));
        assertThat(bed.cloud().asked)
                .containsExactly("upgrade " + Samples.NEXT_MINOR.name(), "upgrade " + Samples.FITTING.name());
        assertThat(bed.cluster().reports).hasSize(1);
    }

    @Test
    void waitsForItsWindow() {
        bed.world(Samples.withWindows(policy(), window(Duration.ofHours(20), Duration.ofHours(22))), IN_TWO_WEEKS);
        Instant start = bed.clock().instant();
        RotateCertificates run = bed.rotate(request("survey-fleet"));
        bed.awaitWaiting(run, "the maintenance window");
        assertThat(bed.cloud().asked).isEmpty();

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RENEWED);
        assertThat(run.view().timeline())
                .filteredOn(each -> each.what().startsWith("Upgrading to"))
                .hasSize(2)
                .first()
                .satisfies(each -> assertThat(each.at())
                        .isBetween(start.plus(Duration.ofMinutes(19 * 60 + 58)), start.plus(Duration.ofHours(22))));
    }

    @Test
    void worksAtOnceInAnOpenWindow() {
        bed.world(Samples.withWindows(policy(), window(Duration.ofHours(-1), Duration.ofHours(2))), IN_TWO_WEEKS);
        RotateCertificates run = bed.rotate(request("survey-fleet"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.RENEWED);
        assertThat(run.view().timeline()).noneMatch(each -> each.what().contains("maintenance window"));
    }

    @Test
    void looksAgainWhenTheWindowOpensSinceTheCertificateMayHaveEndedMeanwhile() {
        bed.world(Samples.withWindows(policy(), window(Duration.ofHours(20), Duration.ofHours(22))), IN_TWO_WEEKS);
        RotateCertificates run = bed.rotate(request("survey-fleet"));
        bed.awaitWaiting(run, "the maintenance window");
        bed.cloud().certificateEnds(bed.clock().instant().plus(Duration.ofHours(1)));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(run.view().diagnosis().condition()).isEqualTo(Condition.EXPIRED);
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void doesNothingWhenSomebodyRenewedMeanwhile() {
        bed.world(Samples.withWindows(policy(), window(Duration.ofHours(20), Duration.ofHours(22))), IN_TWO_WEEKS);
        RotateCertificates run = bed.rotate(request("survey-fleet"));
        bed.awaitWaiting(run, "the maintenance window");
        bed.cloud().certificateEnds(bed.clock().instant().plus(Duration.ofDays(365)));

        assertThat(result(run).outcome()).isEqualTo(Outcome.HEALTHY);
        assertThat(bed.cloud().asked).isEmpty();
    }

    private MaintenanceWindow onlyOnTheDayIn(Duration fromNow) {
        DayOfWeek day = LocalDate.ofInstant(bed.clock().instant().plus(fromNow), ZoneOffset.UTC)
                .getDayOfWeek();
        return new MaintenanceWindow(
                List.of(day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH)), "00:00", "23:59", "UTC");
    }

    @Test
    void aWindowThatOpensTooLateIsSaidAtOnce() {
        bed.world(Samples.withWindows(policy(), onlyOnTheDayIn(Duration.ofDays(4))), Duration.ofDays(2));
        Instant start = bed.clock().instant();
        RotateCertificates run = bed.rotate(request("survey-fleet"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(result.sentence()).contains("which is too late");
        assertThat(bed.clock().instant()).isBefore(start.plus(Duration.ofHours(1)));
    }

    @Test
    void aWindowThatNeverOpensIsSaidToo() {
        bed.world(
                Samples.withWindows(policy(), new MaintenanceWindow(List.of("Noday"), "02:00", "04:00", "UTC")),
                IN_TWO_WEEKS);
        RecoveryResult result = result(bed.rotate(request("survey-fleet")));

        assertThat(result.outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(result.sentence()).contains("None of the maintenance windows ever opens");
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void whereOnlyARebuildBesideIsLeftARotationNamesTheWayAndDestroysNothing() {
        bed.world(Samples.rebuildingBeside(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING)), IN_TWO_WEEKS);
        bed.cloud().limitInstances(8);
        RotateCertificates run = bed.rotate(request("survey-fleet"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(run.view().plan().plan().remedy()).isEqualTo(Remedy.REBUILD_BESIDE);
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void aRenewalOfWhichTheFleetFileAsksForNoProofSaysSo() {
        bed.world(Samples.withoutProofs(Samples.profile(policy())), IN_TWO_WEEKS);
        RecoveryResult result = result(bed.rotate(request("survey-fleet")));

        assertThat(result.outcome()).isEqualTo(Outcome.RENEWED_NOT_PROVEN);
        assertThat(result.notProven())
                .singleElement()
                .satisfies(lacking -> assertThat(lacking.configured()).isFalse());
    }

    @Test
    void anExpiredClusterIsHandedOverSinceAnUpgradeWouldCostItsWorkers() {
        bed.world(Samples.policy(UpgradePolicy.ALWAYS, TemplatePolicy.AS_LISTED), Duration.ofHours(-1));
        RotateCertificates run = bed.rotate(request("survey-fleet"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(run.view().diagnosis().condition()).isEqualTo(Condition.EXPIRED);
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void withoutAViableTemplateItIsHandedOver() {
        bed.world(policy(), IN_TWO_WEEKS);
        bed.cloud().onlyTemplates(Samples.DOOMED, Samples.FITTING, Samples.CURRENT);
        RotateCertificates run = bed.rotate(request("survey-fleet"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(codes(run.view())).contains(ReasonCode.NO_REMEDY_BEFORE_EXPIRY);
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void anUpgradeThatRenewsNothingIsHandedOverAndNotRepeated() {
        bed.world(policy(), IN_TWO_WEEKS);
        bed.cloud().keepUpgradesFromRenewing();
        RotateCertificates run = bed.rotate(request("survey-fleet"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(codes(run.view())).contains(ReasonCode.UPGRADE_RENEWED_NOTHING);
        assertThat(bed.cloud().asked).hasSize(1);
    }

    @Test
    void aHealthyClusterIsLeftAlone() {
        bed.world(policy(), Duration.ofDays(200));

        assertThat(result(bed.rotate(request("survey-fleet"))).outcome()).isEqualTo(Outcome.HEALTHY);
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void aDryRunSaysWhatItWouldDo() {
        bed.world(policy(), IN_TWO_WEEKS);
        RecoveryResult result = result(bed.rotate(new RecoverRequest(Samples.CLUSTER, "manual", "alice", true, null)));

        assertThat(result.outcome()).isEqualTo(Outcome.PLANNED);
        assertThat(result.sentence()).contains(Samples.NEXT_MINOR.name());
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void whenItIsStuckAHumanDecides() {
        bed.world(policy(), IN_TWO_WEEKS);
        bed.cloud().failWith(FailureCode.ACCESS_DENIED);
        RotateCertificates run = bed.rotate(request("survey-fleet"));
        bed.awaitWaiting(run, "a human to resolve the step \"observe\"");
        bed.cloud().failWith(null);
        run.resolve(new Resolve("observe", Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.RENEWED);
    }

    @Test
    void aRetryGoesOnWithTheUpgradeThatWasAskedForAndRepeatsNone() {
        bed.world(policy(), IN_TWO_WEEKS);
        bed.cloud().failWaitsOnceUpgradedTo(Samples.FITTING);
        RotateCertificates run = bed.rotate(request("survey-fleet"));
        bed.environment().sleep(Duration.ofHours(2));
        bed.awaitWaiting(run, "a human to resolve the step \"upgrade\"");
        bed.cloud().failWaitsWith(null);
        run.resolve(new Resolve("upgrade", Resolution.RETRY, "bob"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.RENEWED);
        assertThat(result.sentence()).contains(Samples.FITTING.name());
        assertThat(bed.cloud().asked)
                .containsExactly("upgrade " + Samples.NEXT_MINOR.name(), "upgrade " + Samples.FITTING.name());
    }

    @Test
    void aRetryAfterTheCertificateHasEndedAsksForNoUpgrade() {
        bed.world(policy(), IN_TWO_WEEKS);
        bed.cloud().failUpgradesWith(FailureCode.ACCESS_DENIED);
        RotateCertificates run = bed.rotate(request("survey-fleet"));
        bed.awaitWaiting(run, "a human to resolve the step \"upgrade\"");
        bed.cloud().failUpgradesWith(null);
        bed.cloud().certificateEnds(bed.clock().instant().minusSeconds(60));
        run.resolve(new Resolve("upgrade", Resolution.RETRY, "bob"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(codes(run.view()))
                .containsSequence(ReasonCode.UPGRADE_NOT_ASKED_FOR, ReasonCode.UPGRADE_CERTIFICATES_EXPIRED);
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void aPlanThatWasMadeOfAnOldLookIsLookedAtAnewBeforeItsUpgrade() {
        bed.world(policy(), Duration.ofDays(3));
        bed.cloud().failListingWith(FailureCode.ACCESS_DENIED);
        RotateCertificates run = bed.rotate(request("survey-fleet"));
        bed.awaitWaiting(run, "a human to resolve the step \"plan\"");
        bed.environment().sleep(Duration.ofDays(4));
        bed.cloud().failListingWith(null);
        run.resolve(new Resolve("plan", Resolution.RETRY, "bob"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(codes(run.view()))
                .containsSequence(ReasonCode.UPGRADE_NOT_ASKED_FOR, ReasonCode.UPGRADE_CERTIFICATES_EXPIRED);
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void aRetryAfterSomebodyElseHasUpgradedFurtherDoesNotGoBack() {
        bed.world(policy(), IN_TWO_WEEKS);
        bed.cloud().failUpgradesWith(FailureCode.ACCESS_DENIED);
        RotateCertificates run = bed.rotate(request("survey-fleet"));
        bed.awaitWaiting(run, "a human to resolve the step \"upgrade\"");
        bed.cloud().failUpgradesWith(null);
        bed.cloud().upgradeBehindOurBack(Samples.FITTING);
        run.resolve(new Resolve("upgrade", Resolution.RETRY, "bob"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.HEALTHY);
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void anUpgradeThatFailsAfterOneThatRenewedIsTold() {
        bed.world(policy(), IN_TWO_WEEKS);
        bed.cloud().refuseUpgradesTo(Samples.FITTING);
        RotateCertificates run = bed.rotate(request("survey-fleet"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.RENEWED);
        assertThat(result.sentence()).contains(Samples.NEXT_MINOR.name(), Samples.FITTING.name());
        assertThat(run.view().decisions())
                .filteredOn(decision -> decision.choice() == ChoiceCode.GIVEN_UP)
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.about()).isEqualTo(Samples.FITTING.name());
                    assertThat(decision.rests(ReasonCode.UPGRADE_REFUSED)).isTrue();
                });
    }

    @Test
    void anAlertIsNotedInItsReport() {
        bed.world(Samples.withWindows(policy(), window(Duration.ofHours(20), Duration.ofHours(22))), IN_TWO_WEEKS);
        RotateCertificates run = bed.rotate(request("survey-fleet"));
        bed.awaitWaiting(run, "the maintenance window");
        WorkflowStub.fromTyped(run).signal("alert", new Alert("alertmanager", "k", "servers fail to start"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.RENEWED);
        assertThat(bed.cluster().reports.values()).singleElement().asString().contains("servers fail to start");
    }

    @Test
    void anAlertWhileItWaitsForItsWindowMakesItLookAtOnce() {
        bed.world(Samples.withWindows(policy(), window(Duration.ofHours(20), Duration.ofHours(22))), IN_TWO_WEEKS);
        Instant start = bed.clock().instant();
        RotateCertificates run = bed.rotate(request("survey-fleet"));
        bed.awaitWaiting(run, "the maintenance window");
        bed.cloud().certificateEnds(start);
        WorkflowStub.fromTyped(run).signal("alert", new Alert("alertmanager", "k", "servers fail to start"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(run.view().diagnosis().condition()).isEqualTo(Condition.EXPIRED);
        assertThat(run.view().timeline())
                .allSatisfy(each -> assertThat(each.at()).isBefore(start.plus(Duration.ofHours(1))));
    }

    private static Policy policy() {
        return Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING);
    }

    private MaintenanceWindow window(Duration opensIn, Duration closesIn) {
        return Samples.window(bed.clock(), opensIn, closesIn);
    }
}

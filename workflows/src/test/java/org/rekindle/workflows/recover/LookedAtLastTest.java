// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.TestBed.result;
import static org.rekindle.workflows.fakes.TestBed.story;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.NotProven;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.ResolvedAlerts;

/** What no user waits for is looked at when users can work already, and the run ends well whatever comes of it. */
final class LookedAtLastTest {

    private static final String FIRST = "f00d@2026-03-03T02:00:00Z";
    private static final String AGAIN = "f00d@2026-03-03T03:00:00Z";

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void theReportSaysThatTheNodeOfTheScaleUpIsGoneAgain() {
        RecoverCluster run = start("scaleDown", "PT30M");

        RecoveryResult result = result(run);

        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(story(run.view())).contains("Scale-down: the node node-2 is gone again");
        assertThat(lacking(result)).isEmpty();
    }

    @Test
    void aNodeThatStaysIsReportedAndAsksNobody() {
        RecoverCluster run = start("scaleDown", "PT30M");
        bed.cluster().nodeStays = "The node node-2 is still there: 1 pod is on it, of [default].";

        RecoveryResult result = result(run);

        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(lacking(result))
                .containsExactly("scale-down: The node node-2 is still there: 1 pod is on it, of [default].");
        assertThat(run.view().timeline()).noneMatch(entry -> entry.phase() == Phase.AWAITING_OPERATOR);
        assertThat(bed.cluster().reports.values())
                .singleElement()
                .asString()
                .contains("What was not proven", "The node node-2 is still there");
    }

    @Test
    void usersAreToldToWorkBeforeTheNodeIsWaitedFor() {
        RecoverCluster run = start("scaleDown", "PT30M");
        bed.cluster().nodeStays = "The node node-2 is still there.";

        result(run);

        List<Instant> said = run.view().timeline().stream()
                .filter(entry -> entry.what().contains("users can work"))
                .map(entry -> entry.at())
                .toList();
        Instant end =
                run.view().timeline().get(run.view().timeline().size() - 1).at();
        assertThat(Duration.between(said.get(0), end)).isGreaterThanOrEqualTo(Duration.ofMinutes(25));
    }

    @Test
    void anAlertThatIsResolvedDuringTheRunIsProven() {
        RecoverCluster run = alerted();
        run.alertsResolved(new ResolvedAlerts("alertmanager", List.of("other@x", FIRST)));

        RecoveryResult result = result(run);

        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(story(run.view()))
                .contains(
                        "Resolved, as alertmanager says: the alert servers fail to start",
                        "(alertmanager: servers fail to start) is resolved, as its sender said at");
        assertThat(lacking(result)).isEmpty();
    }

    @Test
    void anAlertThatIsResolvedAfterTheProofsIsWaitedFor() {
        RecoverCluster run = alerted();
        bed.environment()
                .registerDelayedCallback(
                        Duration.ofHours(3),
                        () -> run.alertsResolved(new ResolvedAlerts("alertmanager", List.of(FIRST))));

        RecoveryResult result = result(run);

        assertThat(story(run.view())).contains("is resolved, as its sender said at");
        assertThat(lacking(result)).isEmpty();
    }

    @Test
    void anAlertThatStillFiresEndsTheRunWellAndIsReported() {
        RecoverCluster run = alerted();

        RecoveryResult result = result(run);

        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(lacking(result))
                .singleElement()
                .asString()
                .startsWith(
                        "alert resolved: The first alert of this run (alertmanager: servers fail to start) still fires:"
                                + " it came last at ")
                .contains("its sender did not say that it is resolved");
    }

    @Test
    void anAlertThatFiresAgainIsNotResolvedAndLateNewsOfItIsNone() {
        RecoverCluster run = alerted();
        run.alertsResolved(new ResolvedAlerts("alertmanager", List.of(FIRST)));
        run.alert(new Alert("alertmanager", AGAIN, "servers fail to start"));
        run.alertsResolved(new ResolvedAlerts("alertmanager", List.of(FIRST)));

        assertThat(lacking(result(run))).singleElement().asString().contains("still fires");
    }

    @Test
    void aRunToWhichNoAlertCameWaitsForNone() {
        RecoverCluster run = start("alertResolved", "P10D");

        RecoveryResult result = result(run);

        assertThat(story(run.view())).doesNotContain("alert");
        assertThat(result.notProven()).extracting(NotProven::proof).doesNotContain("alert resolved");
    }

    @Test
    void aSignalWithoutInputDoesNotStopTheRun() {
        RecoverCluster run = alerted();
        run.alertsResolved(null);

        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
    }

    /** A run that an alert started, before its end. */
    private RecoverCluster alerted() {
        RecoverCluster run = start("alertResolved", "P1D");
        run.alert(new Alert("alertmanager", FIRST, "servers fail to start"));
        Awaitility.await().until(() -> run.view().alerts().size() == 1);
        return run;
    }

    private RecoverCluster start(String key, String value) {
        Map<String, String> keys = new HashMap<>(
                Map.of("hub", "https://hub", "userServer.tokenFile", "hub.token", "scaleUp", "user-m3-large"));
        keys.put(key, value);
        bed.world(
                Samples.withVerification(
                        Samples.profile(
                                Samples.preApproved(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING))),
                        Verification.of(keys::get)),
                Duration.ofHours(-1));
        return bed.start(new RecoverRequest(Samples.CLUSTER, "alert", "alertmanager", false, null));
    }

    private static List<String> lacking(RecoveryResult result) {
        return result.notProven().stream()
                .filter(NotProven::configured)
                .map(NotProven::sentence)
                .toList();
    }
}

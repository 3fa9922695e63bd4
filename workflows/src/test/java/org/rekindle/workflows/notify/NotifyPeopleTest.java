// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.TestBed.plan;
import static org.rekindle.workflows.fakes.TestBed.request;
import static org.rekindle.workflows.fakes.TestBed.result;
import static org.rekindle.workflows.fakes.TestBed.story;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.NotifyActivities.ToSend;
import org.rekindle.workflows.api.NotifyPeople;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.fakes.FakeChannels;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.notify.Audience;
import org.rekindle.workflows.model.notify.Escalation;
import org.rekindle.workflows.model.notify.Notice;
import org.rekindle.workflows.model.notify.NoticeKind;
import org.rekindle.workflows.model.notify.NotifyRequest;
import org.rekindle.workflows.model.notify.RunNews;
import org.rekindle.workflows.model.notify.Urgency;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;

final class NotifyPeopleTest {

    private static final Duration AN_HOUR_AGO = Duration.ofHours(-1);

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void peopleAreToldThatARunBeganThatItAsksWhoAnsweredAndHowItEnded() {
        world();
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        awaitTold("ops", NoticeKind.ENDED);
        String cluster = Samples.CLUSTER;
        assertThat(bed.channels().of("ops"))
                .containsExactly(
                        "STARTED " + cluster + ": a recovery began",
                        "QUESTION " + cluster + ": an approval is asked for: rebuild",
                        "ANSWERED " + cluster + ": approved by bob",
                        "ENDED " + cluster + ": the run ended: RECOVERED");
        assertThat(bed.channels().kinds("pager"))
                .containsExactly(NoticeKind.QUESTION, NoticeKind.ANSWERED, NoticeKind.ENDED);
        assertThat(bed.channels().kinds("mail")).isEmpty();
    }

    @Test
    void eachMessageCarriesTheAlertThatStartedTheRun() {
        world();
        Alert incident = new Alert("pagerduty", "PGR0VU2@2026-03-03T16:01:00Z", "The hub is down");
        RecoverCluster run = bed.start(new RecoverRequest(Samples.CLUSTER, "alert", "pagerduty", null, incident));
        run.alert(new Alert("pagerduty", "ANOTHER@2026-03-03T16:02:00Z", "Slow"));
        bed.approve(run, "bob");
        result(run);

        awaitTold("ops", NoticeKind.ENDED);
        assertThat(notices("ops")).extracting(Notice::alert).containsOnly(incident);
    }

    @Test
    void aQuestionSaysWhatIsDestroyedAndWhichCommandApproves() {
        world();
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        awaitTold("pager", NoticeKind.QUESTION);
        Notice question = notices("pager").get(0);

        assertThat(question.urgency()).isEqualTo(Urgency.CRITICAL);
        assertThat(question.lines())
                .anyMatch(line ->
                        line.startsWith("It destroys: ") && line.contains("11111111-0000-4000-8000-000000000001"))
                .contains("Approve it: ./rekindle approve " + Samples.CLUSTER + " --plan "
                        + plan(run).sha256().abbreviated())
                .anyMatch(line -> line.contains("must approve or reject it. Names are claims"));
        assertThat(question.workflowId()).isEqualTo("cluster/" + Samples.CLUSTER);
        assertThat(question.runId()).isEqualTo(run.view().runId());
        run.reject(new Reject(plan(run).sha256(), "bob", "not tonight"));
        assertThat(result(run).outcome()).isEqualTo(Outcome.REJECTED);
        awaitTold("pager", NoticeKind.ENDED);
        assertThat(notices("pager")).last().satisfies(end -> {
            assertThat(end.urgency()).isEqualTo(Urgency.CRITICAL);
            assertThat(end.lines()).contains("Rejected by bob: not tonight");
        });
    }

    @Test
    void moreAndMorePeopleAreAskedUntilSomebodyAnswers() {
        world();
        RecoverCluster run = bed.start(request("alice"));
        skipUntilTold("head", NoticeKind.QUESTION);
        assertThat(bed.channels().of("mail"))
                .containsExactly(
                        "QUESTION " + Samples.CLUSTER + ": not answered for 30 min: an approval is asked for: rebuild");
        assertThat(bed.channels().kinds("pager")).containsExactly(NoticeKind.QUESTION);
        bed.approve(run, "bob");
        result(run);

        awaitTold("head", NoticeKind.ENDED);
        assertThat(bed.channels().kinds("head"))
                .containsExactly(NoticeKind.QUESTION, NoticeKind.ANSWERED, NoticeKind.ENDED);
    }

    @Test
    void theLastOnesAreRemindedEachDayAndAsksOfANewPlanBeginAnew() {
        world();
        RecoverCluster run = bed.start(request("alice"));
        waiting("two plans that are too old").until(() -> {
            bed.environment().sleep(Duration.ofHours(1));
            return bed.channels().kinds("pager").stream()
                            .filter(NoticeKind.QUESTION::equals)
                            .count()
                    >= 3;
        });
        assertThat(bed.channels().of("ops"))
                .anyMatch(each -> each.contains("The plan was not approved or rejected in time; it is made again."));
        run.reject(new Reject(plan(run).sha256(), "bob", null));
        assertThat(result(run).outcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void aChannelThatIsDownHoldsUpNeitherTheRunNorTheOthers() {
        world();
        bed.channels().fail("ops", FailureCode.UNAVAILABLE);
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        awaitTold("pager", NoticeKind.ENDED);
        assertThat(bed.channels().of("ops")).isEmpty();
    }

    @Test
    void theNextOnesAreAskedEarlyWhereNoChannelTookTheQuestion() {
        world();
        bed.channels().fail("ops", FailureCode.REFUSED);
        bed.channels().fail("pager", FailureCode.UNAVAILABLE);
        RecoverCluster run = bed.start(request("alice"));
        skipUntilTold("mail", NoticeKind.QUESTION);

        Notice asked = notices("mail").get(0);
        assertThat(asked.at()).isBefore(run.view().waitingSince().plus(Duration.ofMinutes(10)));
        bed.approve(run, "bob");
        result(run);
    }

    @Test
    void noOneIsAskedBeforeTheTimeThatTheFileNames() {
        Audience late =
                new Audience(List.of(), List.of(new Escalation(Duration.ofMinutes(30), List.of("mail"))), List.of());
        world(late);
        RecoverCluster run = bed.start(request("alice"));
        skipUntilTold("mail", NoticeKind.QUESTION);

        assertThat(notices("mail").get(0).at())
                .isAfterOrEqualTo(run.view().waitingSince().plus(Duration.ofMinutes(30)));
        bed.approve(run, "bob");
        result(run);
    }

    @Test
    void aStuckStepIsToldWithTheCommandThatAnswersIt() {
        world();
        bed.cloud().refuseNodeGroups(true);
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        awaitTold("pager", "is stuck");
        bed.cloud().refuseNodeGroups(false);
        run.resolve(new Resolve(null, Resolution.RETRY, "carol"));
        result(run);

        awaitTold("pager", NoticeKind.ENDED);
        assertThat(notices("pager"))
                .anySatisfy(each -> assertThat(each.lines())
                        .contains("Answer it: ./rekindle resolve " + Samples.CLUSTER + " retry|abort"));
        assertThat(bed.channels().of("pager")).anyMatch(each -> each.endsWith("is answered: RETRY, by carol"));
    }

    @Test
    void thatWorkIsDoneIsToldToThoseWhoWereToldThatItIsSlow() {
        world();
        NotifyPeople people = followed();
        people.news(news(NoticeKind.SLOW, "it takes long"));
        people.news(news(NoticeKind.ANSWERED, "the run goes on"));
        people.news(news(NoticeKind.ENDED, "the run ended"));

        awaitTold("ops", NoticeKind.ENDED);
        assertThat(bed.channels().kinds("ops"))
                .containsExactly(NoticeKind.STARTED, NoticeKind.SLOW, NoticeKind.ANSWERED, NoticeKind.ENDED);
        assertThat(bed.channels().kinds("pager")).isEmpty();
    }

    @Test
    void aRunThatIsCancelledSaysHowItEnded() {
        world();
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        awaitTold("pager", NoticeKind.QUESTION);
        WorkflowStub.fromTyped(run).cancel();

        awaitTold("pager", NoticeKind.ENDED);
        assertThat(bed.channels().of("pager"))
                .last()
                .isEqualTo("ENDED " + Samples.CLUSTER + ": the run ended: ABORTED");
    }

    @Test
    void aDryRunTellsNoOne() {
        world();
        RecoverCluster run = bed.start(new RecoverRequest(Samples.CLUSTER, "manual", "alice", true, null));

        assertThat(result(run).outcome()).isEqualTo(Outcome.PLANNED);
        assertThat(bed.channels().sent).isEmpty();
    }

    @Test
    void theMessagesOfARunAreOneThreadAndEachHasItsOwnKey() {
        world();
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");
        result(run);
        awaitTold("ops", NoticeKind.ENDED);

        List<ToSend> sent = List.copyOf(bed.channels().sent);
        assertThat(sent).extracting(each -> each.notice().key()).doesNotHaveDuplicates();
        assertThat(sent)
                .extracting(each -> each.notice().thread())
                .containsOnly(sent.get(0).notice().thread());
        assertThat(sent.stream().filter(each -> each.channel().equals("ops")).map(ToSend::reply))
                .startsWith((String) null)
                .endsWith("thread of ops");
    }

    private void world() {
        world(FakeChannels.AUDIENCE);
    }

    private void world(Audience audience) {
        bed.world(
                Samples.telling(
                        Samples.profile(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING)), audience),
                AN_HOUR_AGO);
    }

    private NotifyPeople followed() {
        NotifyPeople people = bed.client()
                .newWorkflowStub(
                        NotifyPeople.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Identifiers.TASK_QUEUE)
                                .setWorkflowId(Identifiers.notification("c", "test"))
                                .build());
        WorkflowClient.start(
                people::follow,
                new NotifyRequest(
                        "c",
                        FakeChannels.AUDIENCE,
                        "cluster/c",
                        "r",
                        news(NoticeKind.STARTED, "a run began"),
                        null,
                        null));
        return people;
    }

    private RunNews news(NoticeKind kind, String headline) {
        return new RunNews(kind, Urgency.INFO, headline, List.of(), bed.clock().instant());
    }

    private List<Notice> notices(String channel) {
        return bed.channels().sent.stream()
                .filter(each -> each.channel().equals(channel))
                .map(ToSend::notice)
                .toList();
    }

    private void awaitTold(String channel, NoticeKind kind) {
        waiting(channel + " gets " + kind)
                .until(() -> bed.channels().kinds(channel).contains(kind));
    }

    private void awaitTold(String channel, String words) {
        waiting(channel + " gets " + words)
                .until(() -> bed.channels().of(channel).stream().anyMatch(each -> each.contains(words)));
    }

    private void skipUntilTold(String channel, NoticeKind kind) {
        waiting(channel + " gets " + kind).until(() -> {
            if (bed.channels().kinds(channel).contains(kind)) {
                return true;
            }
            // Little at once, so that nothing is rushed past.
            bed.environment().sleep(Duration.ofMinutes(1));
            return false;
        });
    }

    private static ConditionFactory waiting(String what) {
        return Awaitility.await(what)
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5));
    }
}

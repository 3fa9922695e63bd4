// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.times;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.SeenCluster;
import org.rekindle.workflows.fakes.Sightings;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.NodeSighting;
import org.rekindle.workflows.model.observation.RunMark;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.run.PastTime;
import org.rekindle.workflows.model.run.PastTimes;
import org.rekindle.workflows.model.run.Work;

final class TimesTest {

    private static final NodeGroupShape TWO_WORKERS = new NodeGroupShape("default-worker", "m3.small", 2, null, null);
    private static final CertificateSighting NOTHING_SERVED =
            CertificateSighting.none("https://203.0.113.7:6443", "connection refused");
    private static final ApiSighting SILENT = ApiSighting.failing("connection refused", null);

    @ParameterizedTest
    @EnumSource(Work.class)
    void everyWorkHasAFirstExpectationWithItsSource(Work work) {
        UsualTimes.Usual usual = UsualTimes.of(work, PastTimes.NONE);

        assertThat(usual.time()).isPositive();
        assertThat(usual.evidence()).isNotBlank();
    }

    @Test
    void threeRunsOfTheCloudsOwnSayMoreThanAnybodyElses() {
        assertThat(UsualTimes.of(Work.CREATE, creates(10, 20)).time()).isEqualTo(Duration.ofMinutes(138));
        UsualTimes.Usual own = UsualTimes.of(Work.CREATE, creates(30, 10, 20));
        assertThat(own.time()).isEqualTo(Duration.ofMinutes(20));
        assertThat(own.evidence()).isEqualTo("the median of this cloud's last 3");
        assertThat(UsualTimes.of(Work.DELETE, creates(30, 10, 20)).time()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void onlyTheLastTwentyCount() {
        PastTimes past = creates(IntStream.concat(
                        IntStream.generate(() -> 90).limit(30),
                        IntStream.generate(() -> 15).limit(20))
                .toArray());

        assertThat(UsualTimes.of(Work.CREATE, past))
                .isEqualTo(new UsualTimes.Usual(Duration.ofMinutes(15), "the median of this cloud's last 20"));
    }

    @Test
    void aCreateWhoseApiAnswersIsSlow() {
        SlowOrStuck.Judgement judgement = judge(300, cluster("CREATE_IN_PROGRESS"), NOTHING_SERVED, api(true, false));

        assertThat(judgement.pace()).isEqualTo(SlowOrStuck.Pace.SLOW);
        assertThat(judgement.reason())
                .isEqualTo(Reason.of(ReasonCode.CONTROL_PLANE_IS_UP, "ready", 1).with("nodes", 2));
    }

    @Test
    void aCreateThatServesACertificateIsSlow() {
        SlowOrStuck.Judgement judgement = judge(
                300, cluster("CREATE_IN_PROGRESS"), Sightings.certificateThatEndsIn(Duration.ofDays(365)), SILENT);

        assertThat(judgement.pace()).isEqualTo(SlowOrStuck.Pace.SLOW);
    }

    @ParameterizedTest
    @CsvSource({
        "140, CANNOT_KNOW, SILENT_SO_FAR",
        "276, CANNOT_KNOW, SILENT_SO_FAR",
        "277, STUCK, SILENT_TWICE_THE_USUAL"
    })
    void aCreateThatIsSilentForTwiceTheUsualTimeIsStuck(int minutes, SlowOrStuck.Pace pace, ReasonCode code) {
        SlowOrStuck.Judgement judgement = judge(minutes, cluster("CREATE_IN_PROGRESS"), NOTHING_SERVED, SILENT);

        assertThat(judgement.pace()).isEqualTo(pace);
        assertThat(judgement.reason().code()).isEqualTo(code);
    }

    @Test
    void aCreateWithoutAnAddressTellsNothing() {
        SlowOrStuck.Judgement judgement =
                judge(600, Sightings.ownCluster(Sightings.IDENTITY, new RunMark("run-1")), NOTHING_SERVED, SILENT);

        assertThat(judgement.pace()).isEqualTo(SlowOrStuck.Pace.CANNOT_KNOW);
        assertThat(judgement.reason()).isEqualTo(Reason.of(ReasonCode.NO_ADDRESS_YET, "elapsed", "10 h"));
    }

    @Test
    void whatWorksIsTakenThoughMagnumWaits() {
        DegradedAcceptance.Answer answer =
                DegradedAcceptance.judge(cluster("CREATE_IN_PROGRESS"), api(true, true), TWO_WORKERS);

        assertThat(answer.accepted()).isTrue();
        assertThat(answer.reasons())
                .extracting(Reason::code)
                .containsExactly(ReasonCode.USERS_CAN_WORK, ReasonCode.MAGNUM_STILL_WAITS);
        assertThat(answer.reasons().get(1).facts()).isEmpty();
    }

    @Test
    void whatMagnumWaitsForIsSaid() {
        assertThat(last(waitingFor("addon failed", Map.of()))).contains("addon failed");
        assertThat(last(waitingFor("addon failed", Map.of("b", "False", "a", "Unknown"))))
                .contains("a Unknown, b False");
    }

    @Test
    void everythingThatSpeaksAgainstItIsSaidAtOnce() {
        DegradedAcceptance.Answer answer = DegradedAcceptance.judge(cluster("CREATE_FAILED"), SILENT, TWO_WORKERS);

        assertThat(answer.accepted()).isFalse();
        assertThat(answer.reasons())
                .containsExactly(
                        Reason.of(ReasonCode.NOT_BEING_CREATED, "status", "CREATE_FAILED"),
                        Reason.of(ReasonCode.API_IS_SILENT, "detail", SILENT.detail()),
                        Reason.of(ReasonCode.TOO_FEW_NODES, "ready", 0)
                                .with("wanted", 2)
                                .with("group", "default-worker"));
    }

    @Test
    void theControlPlanesOwnNodeIsNoWorker() {
        ApiSighting api = ApiSighting.answering(
                "it answers",
                List.of(
                        new NodeSighting("control-plane-0", null, true, "v1.33.2"),
                        new NodeSighting("node-0", "default-worker", true, "v1.33.2")));

        assertThat(DegradedAcceptance.judge(cluster("CREATE_IN_PROGRESS"), api, TWO_WORKERS)
                        .accepted())
                .isFalse();
    }

    private static SlowOrStuck.Judgement judge(
            int minutes, CloudCluster cluster, CertificateSighting served, ApiSighting api) {
        return SlowOrStuck.judge(Duration.ofMinutes(minutes), Duration.ofMinutes(138), cluster, served, api);
    }

    private static String last(CloudCluster cluster) {
        List<Reason> reasons =
                DegradedAcceptance.judge(cluster, api(true, true), TWO_WORKERS).reasons();
        return reasons.get(reasons.size() - 1).facts().getOrDefault("waiting", "");
    }

    private static CloudCluster cluster(String status) {
        return Sightings.cluster(status, Samples.FITTING, "v1.33.2");
    }

    private static CloudCluster waitingFor(@Nullable String reason, Map<String, String> health) {
        return new SeenCluster("CREATE_IN_PROGRESS")
                .because(reason)
                .health(health)
                .seen();
    }

    private static ApiSighting api(boolean... ready) {
        return ApiSighting.answering(
                "it answers",
                IntStream.range(0, ready.length)
                        .mapToObj(node -> new NodeSighting("node-" + node, "default-worker", ready[node], "v1.33.2"))
                        .toList());
    }

    private static PastTimes creates(int... minutes) {
        return new PastTimes(Stream.of(minutes)
                .flatMapToInt(IntStream::of)
                .mapToObj(each -> new PastTime(Work.CREATE, Duration.ofMinutes(each), NOW))
                .toList());
    }
}

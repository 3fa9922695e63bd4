// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What goes wrong where, and when. */
class FaultsTest {

    @Test
    void aFaultStrikesAtItsOccurrences() {
        assertThat(strikes("{at: x, effect: hang}")).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(strikes("{at: x, effect: hang, occurrence: 2}")).containsExactly(2);
        assertThat(strikes("{at: x, effect: hang, every: 3}")).containsExactly(3, 6);
        assertThat(strikes("{at: x, effect: hang, from: 2, to: 4}")).containsExactly(2, 3, 4);
        assertThat(strikes("{at: x, effect: hang, from: 5}")).containsExactly(5, 6);
    }

    @Test
    void aPlaceIsAnOperationOrAMethodWithAPath() {
        assertThat(struck("magnum.show")).isTrue();
        assertThat(struck("GET /v1/clusters/*")).isTrue();
        assertThat(struck("GET /container-infra/v1/clusters/*")).isTrue();
        assertThat(struck("get /v1/clusters/hub")).isTrue();
        assertThat(struck("POST /v1/clusters/*")).isFalse();
        assertThat(struck("GET /v1/clusters")).isFalse();
        assertThat(struck("GET /v1/*/hub/actions")).isFalse();
    }

    @Test
    void aWrongFaultSaysEverythingThatIsWrong() {
        assertThatThrownBy(() -> new CloudFault("", 0, 2, null, null, CloudFault.Effect.DELAY, null, null, null))
                .hasMessageContaining("at: name a place")
                .hasMessageContaining("give only one of them")
                .hasMessageContaining("count from 1, not 0")
                .hasMessageContaining("delay: give a duration");
    }

    @Test
    void anAnswerMayGetLostAfterTheDeed() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            small.faults.add(CloudFault.once("magnum.create", 1, CloudFault.Effect.CUT_AFTER));

            assertThatThrownBy(() -> small.create("hub", "1.33")).isInstanceOf(IOException.class);
            small.awaitStatus("hub", "CREATE_COMPLETE");
            assertThat(small.cloud.mutations().carriedOut(Mutation.Kind.CREATE)).isEqualTo(1);
        }
    }

    @Test
    void aRequestMayGetLostBeforeTheDeed() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            small.faults.add(CloudFault.once("POST /v1/clusters", 1, CloudFault.Effect.CUT_BEFORE));

            assertThatThrownBy(() -> small.create("hub", "1.33")).isInstanceOf(IOException.class);
            assertThat(small.cloud.mutations().all()).isEmpty();
            assertThat(small.create("hub", "1.33").status()).isEqualTo(202);
        }
    }

    @Test
    void aFaultMayAnswerInsteadOfTheService() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            small.faults.add(
                    CloudFault.once("magnum.list", 2, CloudFault.Effect.ANSWER).answering(429, "{\"wait\": true}"));

            assertThat(small.operator.magnum("GET", "/v1/clusters", null).status())
                    .isEqualTo(200);
            Login.Answer second = small.operator.magnum("GET", "/v1/clusters", null);
            assertThat(second.status()).isEqualTo(429);
            assertThat(second.json().path("wait").asBoolean()).isTrue();
            assertThat(small.operator.magnum("GET", "/v1/clusters", null).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aDelayTakesVirtualTime() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            small.faults.add(CloudFault.delaying("magnum.list", 1, Duration.ofMinutes(3)));
            long start = System.nanoTime();

            assertThat(small.operator.magnum("GET", "/v1/clusters", null).status())
                    .isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
        }
    }

    @Test
    void tokensMayExpireInTheMiddle() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            small.faults.add(CloudFault.once("magnum.show", 1, CloudFault.Effect.EXPIRE_TOKENS));

            assertThat(small.operator.magnum("GET", "/v1/clusters/hub", null).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aHangEndsWithTheCloud() throws Exception {
        CompletableFuture<Integer> asked;
        try (SmallCloud small = SmallCloud.start()) {
            small.faults.add(CloudFault.always("magnum.list", CloudFault.Effect.HANG));
            asked = CompletableFuture.supplyAsync(() -> {
                try {
                    return small.operator.magnum("GET", "/v1/clusters", null).status();
                } catch (IOException | InterruptedException e) {
                    return -1;
                }
            });
            assertThat(small.operator.magnum("GET", "/v1/clusters/hub", null).status())
                    .isEqualTo(404);
            assertThat(asked).isNotDone();
        }
        assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo(-1);
    }

    @Test
    void aListenerIsToldBeforeAndAfterTheDeed() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            List<String> told = new CopyOnWriteArrayList<>();
            for (CloudFaults.Moment moment : CloudFaults.Moment.values()) {
                small.faults.on(
                        "magnum.create",
                        moment,
                        passing -> told.add(passing.moment() + " " + passing.occurrence() + " "
                                + small.cloud.mutations().all().size()));
            }
            small.create("one", "1.33");
            small.create("two", "1.33");

            assertThat(told).containsExactly("BEFORE 1 0", "AFTER 1 1", "BEFORE 2 1", "AFTER 2 2");
        }
    }

    /** Again and again, since a connection may be accepted and not yet read from when the cloud is cut off. */
    @RepeatedTest(20)
    void theWholeCloudMayBeOutOfReachForAWhile() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            small.cloud.setUnreachable(true);
            assertThatThrownBy(() -> small.operator.magnum("GET", "/v1/clusters", null))
                    .isInstanceOfAny(ConnectException.class, IOException.class)
                    .isNotInstanceOf(HttpTimeoutException.class);

            small.cloud.setUnreachable(false);
            Awaitility.await()
                    .ignoreExceptions()
                    .until(() ->
                            small.operator.magnum("GET", "/v1/clusters", null).status() == 200);
        }
    }

    private static List<Integer> strikes(String yaml) {
        CloudFault fault = read(yaml);
        CloudFaults faults = new CloudFaults(List.of(fault));
        return IntStream.rangeClosed(1, 6)
                .filter(occurrence -> !faults.arrive("x", "GET", "/").isEmpty())
                .boxed()
                .toList();
    }

    private static boolean struck(String place) {
        CloudFaults faults = new CloudFaults(List.of(CloudFault.always(place, CloudFault.Effect.HANG)));
        return !faults.arrive("magnum.show", "GET", "/container-infra/v1/clusters/hub")
                .isEmpty();
    }

    private static CloudFault read(String yaml) {
        try {
            return YAMLMapper.builder().build().readValue(yaml, CloudFault.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

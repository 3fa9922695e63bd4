// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.activities.openstack.FailureAssertions.failure;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openstack4j.api.types.Facing;
import org.rekindle.activities.openstack.FakeCloud;
import org.rekindle.activities.openstack.FakeCloud.Asked;
import org.rekindle.activities.openstack.FakeCloud.Reply;
import org.rekindle.activities.openstack.FakeMagnum;
import org.rekindle.activities.openstack.SettableClock;
import org.rekindle.activities.openstack.cloudsfile.CloudCredential;
import org.rekindle.activities.openstack.cloudsfile.CloudCredential.Named;
import org.rekindle.activities.openstack.cloudsfile.CloudEntry;
import org.rekindle.activities.openstack.magnum.MagnumService;
import org.rekindle.workflows.model.run.FailureCode;

class OpenStackSessionTest {

    private final List<FakeCloud> clouds = new ArrayList<>();

    @AfterEach
    void stop() {
        clouds.forEach(FakeCloud::close);
    }

    @Test
    void logsInByPasswordWithIds() {
        FakeCloud cloud = cloudWithMagnum("one");

        new MagnumService(session(cloud.entry())).clusters();

        assertThat(login(cloud).json().toString())
                .isEqualTo("{\"auth\":{\"identity\":{\"password\":{\"user\":{\"id\":\"user-1\",\"password\":\""
                        + FakeCloud.PASSWORD
                        + "\"}},\"methods\":[\"password\"]},\"scope\":{\"project\":{\"id\":\"project-1\"}}}}");
    }

    @Test
    void logsInByPasswordWithNames() {
        FakeCloud cloud = cloudWithMagnum("one");
        Named.Domain domain = new Named.Domain(null, "Default");
        CloudCredential credential = new CloudCredential.Password(
                new Named(null, "operator", domain), FakeCloud.PASSWORD, new Named(null, "demo", domain));

        new MagnumService(session(cloud.entry(credential))).clusters();

        assertThat(login(cloud).json().at("/auth/identity/password/user/name").asText())
                .isEqualTo("operator");
        assertThat(login(cloud)
                        .json()
                        .at("/auth/identity/password/user/domain/name")
                        .asText())
                .isEqualTo("Default");
        assertThat(login(cloud).json().at("/auth/scope/project/name").asText()).isEqualTo("demo");
        assertThat(login(cloud).json().at("/auth/scope/project/domain/name").asText())
                .isEqualTo("Default");
    }

    @Test
    void logsInByApplicationCredentialWithoutNamingAScope() {
        FakeCloud cloud = cloudWithMagnum("one");

        new MagnumService(session(cloud.entry(new CloudCredential.Application("ac-1", null, null, FakeCloud.PASSWORD))))
                .clusters();

        assertThat(login(cloud).json().toString())
                .isEqualTo(
                        "{\"auth\":{\"identity\":{\"methods\":[\"application_credential\"],\"application_credential\":"
                                + "{\"id\":\"ac-1\",\"secret\":\"" + FakeCloud.PASSWORD + "\"}}}}");
    }

    @Test
    void logsInByNamedApplicationCredentialOfAUser() {
        FakeCloud cloud = cloudWithMagnum("one");
        Named user = new Named(null, "operator", new Named.Domain("default", null));

        new MagnumService(session(
                        cloud.entry(new CloudCredential.Application(null, "rekindle", user, FakeCloud.PASSWORD))))
                .clusters();

        assertThat(login(cloud)
                        .json()
                        .at("/auth/identity/application_credential")
                        .toString())
                .isEqualTo(
                        "{\"name\":\"rekindle\",\"user\":{\"name\":\"operator\",\"domain\":{\"id\":\"default\"}},\"secret\":\""
                                + FakeCloud.PASSWORD + "\"}");
    }

    @Test
    void logsInAgainByApplicationCredentialWhenTheTokenIsRevokedHalfWay() {
        FakeCloud cloud = cloudWithMagnum("one");
        OpenStackSession session =
                session(cloud.entry(new CloudCredential.Application("ac-1", null, null, FakeCloud.PASSWORD)));
        new MagnumService(session).clusters();

        for (int i = 0; i < 3; i++) {
            cloud.revokeTokens();
            new MagnumService(session).clusters();
        }

        assertThat(cloud.logins()).isEqualTo(4);
    }

    @Test
    void manyThreadsLogInOnceEvenWhenTheTokenIsRevokedUnderThem() throws Exception {
        FakeCloud cloud = cloudWithMagnum("one");
        OpenStackSession session = session(cloud.entry());
        inParallel(8, number -> new MagnumService(session).clusters());
        assertThat(cloud.logins()).isEqualTo(1);

        cloud.revokeTokens();
        inParallel(8, number -> new MagnumService(session).clusters());

        assertThat(cloud.logins()).isEqualTo(2);
    }

    @Test
    void asksForItsOwnTokenWhenThatOfAnotherThreadIsRevokedToo() {
        FakeCloud cloud = cloudWithMagnum("one");
        OpenStackSession session = session(cloud.entry());
        new MagnumService(session).clusters();
        cloud.revokeTokens();
        AtomicBoolean overtaken = new AtomicBoolean();
        cloud.before("GET", "/magnum/v1/clusters", () -> {
            if (overtaken.compareAndSet(false, true)) {
                new MagnumService(session).clusters();
                cloud.revokeTokens();
            }
        });

        new MagnumService(session).clusters();

        assertThat(cloud.asked("GET").stream().map(Asked::token))
                .as("the second and third are of the request that overtakes")
                .endsWith("gAAAA-one-1", "gAAAA-one-1", "gAAAA-one-2", "gAAAA-one-2", "gAAAA-one-3");
    }

    @Test
    void renewsATokenShortlyBeforeItEnds() {
        FakeCloud cloud = cloudWithMagnum("one");
        Instant now = Instant.parse("2026-03-05T12:00:00Z");
        SettableClock clock = new SettableClock(now);
        OpenStackSession session =
                new OpenStackSession(cloud.entry(), Duration.ofSeconds(5), Duration.ofSeconds(20), clock);
        cloud.tokensExpireAt = now.plusSeconds(3600);
        new MagnumService(session).clusters();
        clock.set(now.plusSeconds(3569));
        new MagnumService(session).clusters();
        assertThat(cloud.logins()).isEqualTo(1);

        clock.set(now.plusSeconds(3570));
        cloud.tokensExpireAt = now.plusSeconds(3590);
        new MagnumService(session).clusters();
        assertThat(cloud.logins()).isEqualTo(2);

        clock.set(now.plusSeconds(3584));
        new MagnumService(session).clusters();
        assertThat(cloud.logins()).as("a life of 20 s has a margin of 5 s").isEqualTo(2);
        clock.set(now.plusSeconds(3585));
        new MagnumService(session).clusters();
        assertThat(cloud.logins()).isEqualTo(3);
    }

    @Test
    void doesNotLogInForEveryRequestWhenTheClocksDiffer() {
        FakeCloud cloud = cloudWithMagnum("one");
        cloud.tokensExpireAt = Instant.parse("2020-01-01T00:00:00Z");
        OpenStackSession session = session(cloud.entry());

        new MagnumService(session).clusters();
        new MagnumService(session).clusters();

        assertThat(cloud.logins()).isEqualTo(1);
    }

    @Test
    void twoCloudsOnTheSameThreadsNeverCross() throws Exception {
        FakeCloud one = cloudWithMagnum("one");
        FakeCloud two = cloudWithMagnum("two");
        OpenStackSession first = session(one.entry());
        OpenStackSession second = session(two.entry());

        // A token that is revoked between its login and its use is rightly an error, so nobody is under way at that
        // moment.
        ReadWriteLock underWay = new ReentrantReadWriteLock();

        inParallel(4, number -> {
            for (int i = 0; i < 20; i++) {
                if ((i + number) % 5 == 0) {
                    holding(underWay.writeLock(), ((i + number) % 2 == 0 ? one : two)::revokeTokens);
                }
                holding(underWay.readLock(), () -> new MagnumService(first).clusters());
                holding(underWay.readLock(), () -> new MagnumService(second).clusters());
            }
            return null;
        });

        assertThat(one.asked("GET")).hasSizeGreaterThanOrEqualTo(80);
        assertThat(two.asked("GET")).hasSizeGreaterThanOrEqualTo(80);
        assertThat(one.asked("GET"))
                .allSatisfy(asked -> assertThat(asked.token()).startsWith("gAAAA-one-"));
        assertThat(two.asked("GET"))
                .allSatisfy(asked -> assertThat(asked.token()).startsWith("gAAAA-two-"));
    }

    @Test
    void neverTakesZunForMagnum() {
        FakeCloud cloud = cloud("one").lists("container", "zun", "/zun/v1").lists("container", "magnum", "/magnum/v1");
        new FakeMagnum(cloud, "/magnum/v1");

        new MagnumService(session(cloud.entry())).clusters();

        assertThat(cloud.lines())
                .noneMatch(line -> line.contains("/zun"))
                .anyMatch(line -> line.equals("GET /magnum/v1/clusters"));
    }

    @ParameterizedTest
    @CsvSource({
        "container-infra, /magnum",
        "container-infra, /magnum/v1",
        "container-infrastructure-management, /magnum/v1/"
    })
    void findsMagnumUnderItsTypesWithAndWithoutVersion(String type, String path) {
        FakeCloud cloud = cloud("one").lists(type, "coe", path);
        new FakeMagnum(cloud, "/magnum/v1");

        assertThat(new MagnumService(session(cloud.entry())).clusters()).isEmpty();
    }

    @Test
    void saysWhatTheCatalogueOffersWhenThereIsNoMagnum() {
        FakeCloud cloud = cloud("one").lists("container", "zun", "/zun/v1").lists("image", "glance", "/image");

        assertThat(failure(FailureCode.MISCONFIGURED, () -> new MagnumService(session(cloud.entry())).clusters()))
                .hasMessageContaining("has no Magnum (type container-infra,")
                .hasMessageContaining("container (zun: public in RegionOne); image (glance: public in RegionOne)")
                .hasMessageContaining("region_name")
                .hasMessageContaining("/etc/rekindle/clouds.yaml");
        assertThat(cloud.asked("GET")).as("nobody was asked in its place").isEmpty();
    }

    @Test
    void takesTheRegionAndInterfaceOfTheCloudsFile() {
        FakeCloud cloud = cloud("one")
                .lists("container-infra", "magnum", "/wrong", "public", "north")
                .lists("container-infra", "magnum", "/wrong", "internal", "south")
                .lists("container-infra", "magnum", "/magnum", "internal", "north");
        new FakeMagnum(cloud, "/magnum/v1");
        CloudEntry entry = cloud.entry();
        CloudEntry north = new CloudEntry(
                entry.name(), entry.file(), entry.authUrl(), entry.credential(), "north", Facing.INTERNAL, null, true);
        CloudEntry west = new CloudEntry(
                entry.name(), entry.file(), entry.authUrl(), entry.credential(), "west", Facing.INTERNAL, null, true);

        assertThat(new MagnumService(session(north)).clusters()).isEmpty();
        assertThat(failure(FailureCode.MISCONFIGURED, () -> new MagnumService(session(west)).clusters()))
                .hasMessageContaining("interface internal in region west");
    }

    @Test
    void doesNotChooseBetweenTwoMagnums() {
        FakeCloud cloud = cloud("one")
                .lists("container-infra", "magnum", "/a", "public", "north")
                .lists("container-infrastructure-management", "magnum", "/b", "public", "south");

        assertThat(failure(FailureCode.AMBIGUOUS, () -> new MagnumService(session(cloud.entry())).clusters()))
                .hasMessageContaining(cloud.url("/a"))
                .hasMessageContaining(cloud.url("/b"))
                .hasMessageContaining("region_name");
    }

    @Test
    void tellsWrongCredentialsWithTheirCure() {
        FakeCloud cloud = cloudWithMagnum("one");
        CloudCredential wrong = new CloudCredential.Application("ac-1", null, null, "not-the-" + "secret-that-works");

        assertThat(failure(FailureCode.ACCESS_DENIED, () -> new MagnumService(session(cloud.entry(wrong))).clusters()))
                .hasMessageContaining("HTTP 401")
                .hasMessageContaining("requires authentication")
                .hasMessageContaining("clouds.one in /etc/rekindle/clouds.yaml")
                .hasMessageNotContaining("not-the-secret");
    }

    @Test
    void givesUpAfterOneNewTokenWhenTheServiceTakesNone() {
        FakeCloud cloud = cloudWithMagnum("one");
        OpenStackSession session = session(cloud.entry());
        new MagnumService(session).clusters();
        cloud.route("GET", "/magnum/v1/clusters", request -> Reply.error(401, "No."));

        failure(FailureCode.ACCESS_DENIED, () -> new MagnumService(session).clusters());

        assertThat(cloud.logins()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED, Bad",
        "403, ACCESS_DENIED, Policy doesn't allow cluster:get_all to be performed.",
        "403, REFUSED, Resource limit exceeded: You have reached the maximum clusters per project",
        "404, NOT_FOUND, Cluster x could not be found.",
        "409, AMBIGUOUS, Multiple clusters exist with same name. Please use the cluster uuid instead.",
        "409, REFUSED, A node group with name extra already exists in the cluster rec1.",
        "429, UNAVAILABLE, Slow down.",
        "500, UNAVAILABLE, Timed out waiting for a reply to message ID 26df1e00",
        "503, UNAVAILABLE, Later."
    })
    void mapsErrorsWithTheServicesOwnWordsAndTheRequestId(int status, FailureCode code, String detail) {
        FakeCloud cloud = cloudWithMagnum("one");
        cloud.route(
                "GET",
                "/magnum/v1/clusters",
                request -> new Reply(status, Reply.error(status, detail).body(), Map.of()));

        assertThat(failure(code, () -> new MagnumService(session(cloud.entry())).clusters()))
                .hasMessageContaining(detail)
                .hasMessageContaining("HTTP " + status)
                .hasMessageContaining("request req-");
    }

    @Test
    void aRefusedLoginHasItsRequestToo() {
        FakeCloud cloud = cloud("one");
        cloud.route("POST", "/identity/v3/auth/tokens", request -> Reply.error(503, "Later."));

        assertThat(failure(FailureCode.UNAVAILABLE, () -> new MagnumService(session(cloud.entry())).clusters()))
                .hasMessageContaining("HTTP 503: Later. (request req-1)");
    }

    @Test
    void anAnswerThatCannotBeUnderstoodHasItsRequestToo() {
        FakeCloud cloud = cloudWithMagnum("one");
        cloud.route("GET", "/magnum/v1/clusters", request -> Reply.of(200, Map.of("pets", List.of())));

        assertThat(failure(FailureCode.MISCONFIGURED, () -> new MagnumService(session(cloud.entry())).clusters()))
                .hasMessageContaining("HTTP 200, request req-");
    }

    @Test
    void aRequestThatIsNeverAnsweredCarriesAnIdThatTheCloudLogs() {
        FakeCloud cloud = cloudWithMagnum("one");
        cloud.route("GET", "/magnum/v1/clusters", request -> {
            throw new IllegalStateException("The connection is cut.");
        });

        ApplicationFailure failure =
                failure(FailureCode.UNAVAILABLE, () -> new MagnumService(session(cloud.entry())).clusters());

        String sent = cloud.asked("GET").stream()
                .filter(asked -> asked.path().endsWith("/clusters"))
                .findFirst()
                .orElseThrow()
                .headers()
                .entrySet()
                .stream()
                .filter(header -> header.getKey().equalsIgnoreCase("X-Openstack-Request-Id"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(sent).matches("req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(failure).hasMessageContaining("(global request " + sent + ")");
    }

    @ParameterizedTest
    @CsvSource({"429, 17, 17", "503, 99999, 300", "500, Fri 31 Dec, ", "403, 17, "})
    void leavesAServiceAloneForAsLongAsItAsks(int status, String asked, @Nullable Integer seconds) {
        FakeCloud cloud = cloudWithMagnum("one");
        cloud.route(
                "GET",
                "/magnum/v1/clusters",
                request -> new Reply(status, Reply.error(status, "No.").body(), Map.of("Retry-After", asked)));

        ApplicationFailure failure = failure(
                status == 403 ? FailureCode.ACCESS_DENIED : FailureCode.UNAVAILABLE,
                () -> new MagnumService(session(cloud.entry())).clusters());

        assertThat(failure.getNextRetryDelay()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void doesNotQuoteATokenThatAServiceQuotes() {
        FakeCloud cloud = cloudWithMagnum("one");
        cloud.route(
                "GET",
                "/magnum/v1/clusters",
                request -> Reply.error(400, "Bad token " + request.asked().token() + "."));

        assertThat(failure(FailureCode.REFUSED, () -> new MagnumService(session(cloud.entry())).clusters()))
                .hasMessageContaining("Bad token (token).");
    }

    @Test
    void readsTheOtherShapesOfErrors() {
        FakeCloud cloud = cloudWithMagnum("one");
        OpenStackSession session = session(cloud.entry());
        cloud.route(
                "GET",
                "/magnum/v1/clusters",
                request -> Reply.of(
                        503,
                        Map.of("message", "The server is currently unavailable.<br /><br />Keystone.", "code", "503")));
        assertThat(failure(FailureCode.UNAVAILABLE, () -> new MagnumService(session).clusters()))
                .hasMessageContaining("The server is currently unavailable.");

        cloud.route("GET", "/magnum/v1/clusters", request -> Reply.of(502, "<html>Bad gateway</html>"));
        assertThat(failure(FailureCode.UNAVAILABLE, () -> new MagnumService(session).clusters()))
                .hasMessageContaining("HTTP 502")
                .hasMessageNotContaining("html");
    }

    @Test
    void tellsAConnectionThatIsRefused() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        CloudEntry entry = cloud("one").entry();
        CloudEntry dead = new CloudEntry(
                "dead",
                entry.file(),
                URI.create("http://127.0.0.1:" + port + "/v3"),
                entry.credential(),
                null,
                Facing.PUBLIC,
                null,
                true);

        assertThat(failure(FailureCode.UNAVAILABLE, () -> new MagnumService(session(dead)).clusters()))
                .hasMessageContaining("Keystone at http://127.0.0.1:" + port)
                .hasMessageContaining("the connection was refused");
    }

    @Test
    void givesUpOnAnAnswerThatDoesNotComeWhole() {
        FakeCloud cloud = cloudWithMagnum("one");
        CountDownLatch done = new CountDownLatch(1);
        cloud.route("GET", "/magnum/v1/clusters", request -> {
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Reply.of(200, Map.of());
        });
        OpenStackSession session =
                new OpenStackSession(cloud.entry(), Duration.ofSeconds(5), Duration.ofSeconds(1), Clock.systemUTC());

        assertThat(failure(FailureCode.UNAVAILABLE, () -> new MagnumService(session).clusters()))
                .hasMessageContaining(" did not answer within 1 s.");
        done.countDown();
    }

    private FakeCloud cloud(String name) {
        FakeCloud cloud = new FakeCloud(name);
        clouds.add(cloud);
        return cloud;
    }

    private FakeCloud cloudWithMagnum(String name) {
        FakeCloud cloud = cloud(name);
        new FakeMagnum(cloud);
        return cloud;
    }

    private static Asked login(FakeCloud cloud) {
        return cloud.asked.stream()
                .filter(asked -> asked.path().endsWith("/auth/tokens"))
                .findFirst()
                .orElseThrow();
    }

    private static OpenStackSession session(CloudEntry entry) {
        return new OpenStackSession(entry, Duration.ofSeconds(5), Duration.ofSeconds(20), Clock.systemUTC());
    }

    private interface Task {
        Object run(int number) throws Exception;
    }

    private static void holding(Lock lock, Runnable task) {
        lock.lock();
        try {
            task.run();
        } finally {
            lock.unlock();
        }
    }

    private static void inParallel(int threads, Task task) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Object>> tasks = IntStream.range(0, threads)
                    .mapToObj(number -> (Callable<Object>) () -> task.run(number))
                    .toList();
            for (Future<Object> result : executor.invokeAll(tasks)) {
                result.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.activities.openstack.FailureAssertions.failure;

import io.temporal.testing.TestActivityEnvironment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.openstack.FakeCloud;
import org.rekindle.activities.openstack.FakeCloud.Reply;
import org.rekindle.activities.openstack.FakeMagnum;
import org.rekindle.activities.openstack.Fixtures;
import org.rekindle.activities.openstack.TestCertificates;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.activities.secrets.SecretStore;
import org.rekindle.workflows.api.AccessActivities;
import org.rekindle.workflows.api.AccessActivities.ConnectRequest;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.run.FailureCode;

class OpenStackAccessActivitiesTest {

    private static final String ADDRESS = "https://203.0.113.10:6443";
    private static final String REFERENCE = "kubeconfig/demo/" + FakeMagnum.UUID;

    @TempDir
    Path temporary;

    private final FakeCloud cloud = new FakeCloud("one");
    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
    private final AccessActivities activities = Fixtures.stub(temporal, AccessActivities.class);
    private volatile TestCertificates named = new TestCertificates("binder");
    private volatile TestCertificates signing = named;
    private volatile @Nullable TestCertificates bundled;
    private volatile boolean isOldFirst;
    private volatile Instant end = Instant.now().plus(1825, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    private SecretStore secrets = new FileSecretStore(Path.of("replaced"));

    @BeforeEach
    void start() {
        secrets = new FileSecretStore(temporary.resolve("secrets"));
        new FakeMagnum(cloud);
        cloud.route(
                "GET",
                "/magnum/v1/certificates/" + FakeMagnum.UUID,
                request -> Reply.of(200, Map.of("cluster_uuid", FakeMagnum.UUID, "pem", books())));
        cloud.route(
                "POST",
                "/magnum/v1/certificates",
                request -> Reply.of(
                        201,
                        Map.of(
                                "pem",
                                signing.signRequest(
                                        request.asked().json().path("csr").asText(), end))));
        temporal.registerActivitiesImplementations(
                new OpenStackAccessActivities(Fixtures.clouds(cloud), secrets, Clock.systemUTC()));
    }

    private String books() {
        String own = TestCertificates.pem(named.certificate());
        String old = bundled == null ? "" : TestCertificates.pem(bundled.certificate());
        return isOldFirst ? old + own : own + old;
    }

    @AfterEach
    void stop() {
        temporal.close();
        cloud.close();
    }

    @Test
    void keepsAKubeconfigThatMagnumSigned() throws Exception {
        Connection connection = activities.connect(new ConnectRequest(Fixtures.DEMO, Fixtures.UUID, ADDRESS, false));

        assertThat(connection)
                .isEqualTo(new Connection(
                        REFERENCE,
                        ADDRESS,
                        end,
                        named.certificate().getNotAfter().toInstant()));
        Kubeconfig kept = Kubeconfig.read(secrets.read(REFERENCE));
        assertThat(kept).isNotNull();
        assertThat(kept.address()).isEqualTo(ADDRESS);
        assertThat(kept.authority()).isEqualTo(TestCertificates.pem(named.certificate()));
        assertThat(kept.key()).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(kept.certificate()).contains("BEGIN CERTIFICATE");
        assertThat(kept.toString()).isEqualTo("kubeconfig for " + ADDRESS);
        assertThat(new String(secrets.read(REFERENCE), StandardCharsets.UTF_8))
                .contains("current-context: \"default\"", "client-key-data:");
        FakeCloud.Asked sign = cloud.asked("POST").get(0);
        assertThat(sign.json().path("cluster_uuid").asText()).isEqualTo(FakeMagnum.UUID);
        assertThat(cloud.asked).noneMatch(asked -> asked.body().contains("PRIVATE KEY"));
    }

    @Test
    void usesAKubeconfigThatIsStillGood() {
        Connection first = activities.connect(new ConnectRequest(Fixtures.DEMO, Fixtures.UUID, ADDRESS, false));
        byte[] kept = secrets.read(REFERENCE);

        assertThat(activities.connect(new ConnectRequest(Fixtures.DEMO, Fixtures.UUID, ADDRESS, false)))
                .isEqualTo(first);

        assertThat(secrets.read(REFERENCE)).isEqualTo(kept);
        assertThat(cloud.asked("POST")).hasSize(1);
    }

    @Test
    void makesANewOneForAnotherAddressAnotherAuthorityOrWhenItEndsSoon() {
        activities.connect(new ConnectRequest(Fixtures.DEMO, Fixtures.UUID, ADDRESS, false));
        activities.connect(new ConnectRequest(Fixtures.DEMO, Fixtures.UUID, "https://203.0.113.11:6443", false));
        assertThat(cloud.asked("POST")).hasSize(2);

        named = new TestCertificates("rotated");
        signing = named;
        end = Instant.now().plus(6, ChronoUnit.DAYS);
        activities.connect(new ConnectRequest(Fixtures.DEMO, Fixtures.UUID, "https://203.0.113.11:6443", false));
        assertThat(cloud.asked("POST")).hasSize(3);

        activities.connect(new ConnectRequest(Fixtures.DEMO, Fixtures.UUID, "https://203.0.113.11:6443", false));
        assertThat(cloud.asked("POST")).hasSize(4);

        secrets.put(REFERENCE, "rubbish: [".getBytes(StandardCharsets.UTF_8));
        activities.connect(new ConnectRequest(Fixtures.DEMO, Fixtures.UUID, "https://203.0.113.11:6443", false));
        assertThat(cloud.asked("POST")).hasSize(5);
    }

    @Test
    void refusesWhatAnotherAuthoritySigned() {
        signing = new TestCertificates("another");

        assertThat(failure(
                        FailureCode.REFUSED,
                        () -> activities.connect(new ConnectRequest(Fixtures.DEMO, Fixtures.UUID, ADDRESS, false))))
                .hasMessageContaining("is not signed by the authority that Magnum names")
                .hasMessageNotContaining("PRIVATE");
        assertThat(secrets.exists(REFERENCE)).isFalse();
    }

    @Test
    void takesWhatOneOfSeveralAuthoritiesSignedAsARotationLeavesThemInOneText() {
        TestCertificates old = new TestCertificates("binder", Instant.now().minusSeconds(60));
        bundled = old;
        signing = named;

        for (boolean oldFirst : List.of(true, false)) {
            isOldFirst = oldFirst;
            assertThat(activities
                            .connect(new ConnectRequest(Fixtures.DEMO, Fixtures.UUID, ADDRESS, true))
                            .authorityNotAfter())
                    .as("the old one has ended and the new one has not")
                    .isEqualTo(named.certificate().getNotAfter().toInstant());
        }
    }

    @Test
    void tellsAClusterThatIsNotThere() {
        String other = "d210e1a8-f46e-4201-b50c-2ece02ef2872";
        cloud.route(
                "GET",
                "/magnum/v1/certificates/" + other,
                request -> Reply.error(404, "Cluster " + other + " could not be found."));

        failure(
                FailureCode.NOT_FOUND,
                () -> activities.connect(new ConnectRequest(Fixtures.DEMO, new ClusterUuid(other), ADDRESS, false)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.activities.openstack.FailureAssertions.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.activities.openstack.FakeCloud;
import org.rekindle.activities.openstack.FakeMagnum;
import org.rekindle.activities.openstack.TestCertificates;
import org.rekindle.activities.openstack.cloudsfile.CloudEntry;
import org.rekindle.activities.openstack.cloudsfile.CloudsFile;
import org.rekindle.activities.openstack.magnum.MagnumService;
import org.rekindle.workflows.model.run.FailureCode;

class CloudTlsTest {

    private static final GeneralName LOOPBACK = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
    private static final GeneralName ELSEWHERE = new GeneralName(GeneralName.dNSName, "elsewhere.example");

    @TempDir
    Path temporary;

    private final TestCertificates authority = new TestCertificates("private-authority");

    @Test
    void trustsTheAuthorityOfTheCloudsFile() throws IOException {
        try (FakeCloud cloud = cloud(LOOPBACK)) {
            assertThat(new MagnumService(session(cloud, pem(authority), true)).clusters())
                    .isEmpty();
        }
    }

    /** As OpenSSL, by which openstacksdk reads it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF%s",
                "0 of 1\n%s",
                "# Root A\n-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n%s",
                "----- Root A -----\n%1$s----- Root A again -----\n%1$s",
                "Certificate:\r\n    Data:\r\n%s\r\ntrailing text"
            })
    void readsWhatLiesBetweenTheAuthoritiesAsNoMatter(String text) throws IOException {
        try (FakeCloud cloud = cloud(LOOPBACK)) {
            Path named = Files.writeString(
                    temporary.resolve("bundle.pem"), text.formatted(TestCertificates.pem(authority.certificate())));

            assertThat(new MagnumService(session(cloud, named, true)).clusters())
                    .isEmpty();
        }
    }

    @Test
    void aFileOfAuthoritiesThatIsReplacedInItsPlaceIsReadAgain() throws IOException {
        try (FakeCloud cloud = cloud(LOOPBACK)) {
            Path named = Files.writeString(
                    temporary.resolve("ca.pem"), TestCertificates.pem(new TestCertificates("old").certificate()));
            Path file = Files.writeString(temporary.resolve("clouds.yaml"), """
                    clouds:
                      one:
                        cacert: ca.pem
                        auth: {auth_url: "%s", user_id: user-1, project_id: project-1, password: %s}
                    """.formatted(
                            cloud.entry().authUrl(), FakeCloud.PASSWORD));
            CloudSessions sessions = new CloudSessions(
                    new CloudsFile(file), Duration.ofSeconds(5), Duration.ofSeconds(10), Clock.systemUTC());
            OpenStackSession before = sessions.of("one");
            failure(FailureCode.MISCONFIGURED, () -> new MagnumService(before).clusters());
            assertThat(sessions.of("one")).isSameAs(before);

            Files.writeString(named, TestCertificates.pem(authority.certificate()));

            assertThat(new MagnumService(sessions.of("one")).clusters()).isEmpty();
        }
    }

    @Test
    void doesNotTrustAnAuthorityThatTheFileDoesNotName() throws IOException {
        try (FakeCloud cloud = cloud(LOOPBACK)) {
            Path other = pem(new TestCertificates("another-authority"));

            assertThat(failure(
                            FailureCode.MISCONFIGURED, () -> new MagnumService(session(cloud, null, true)).clusters()))
                    .hasMessageContaining("certificate that is not trusted")
                    .hasMessageContaining("Set cacert of clouds.one in /etc/rekindle/clouds.yaml");
            failure(FailureCode.MISCONFIGURED, () -> new MagnumService(session(cloud, other, true)).clusters());
            assertThat(cloud.asked).isEmpty();
        }
    }

    @Test
    void doesNotTrustACertificateForAnotherHost() throws IOException {
        try (FakeCloud cloud = cloud(ELSEWHERE)) {
            failure(
                    FailureCode.MISCONFIGURED,
                    () -> new MagnumService(session(cloud, pem(authority), true)).clusters());
            assertThat(cloud.asked).isEmpty();
        }
    }

    @Test
    void trustsEveryoneOnlyWhenTheFileSaysSo() {
        try (FakeCloud cloud = cloud(ELSEWHERE)) {
            assertThat(new MagnumService(session(cloud, null, false)).clusters())
                    .isEmpty();
        }
    }

    @Test
    void saysWhenTheAuthorityIsNoCertificate() throws IOException {
        try (FakeCloud cloud = cloud(LOOPBACK)) {
            Path rubbish = Files.writeString(temporary.resolve("rubbish.pem"), "rubbish");

            assertThat(failure(FailureCode.MISCONFIGURED, () -> session(cloud, rubbish, true)))
                    .hasMessageContaining(rubbish + ", named by cacert");
        }
    }

    private FakeCloud cloud(GeneralName name) {
        Instant now = Instant.now();
        FakeCloud cloud = new FakeCloud("one", authority.server(now.minusSeconds(60), now.plusSeconds(3600), name));
        new FakeMagnum(cloud);
        return cloud;
    }

    private Path pem(TestCertificates from) throws IOException {
        return Files.writeString(
                temporary.resolve("authority-" + System.nanoTime() + ".pem"), TestCertificates.pem(from.certificate()));
    }

    private static OpenStackSession session(FakeCloud cloud, @Nullable Path authority, boolean verify) {
        CloudEntry entry = cloud.entry();
        return new OpenStackSession(
                new CloudEntry(
                        entry.name(),
                        entry.file(),
                        entry.authUrl(),
                        entry.credential(),
                        null,
                        entry.facing(),
                        authority,
                        verify),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Clock.systemUTC());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.lab.cloud.ClusterMachines.CertificateAuthority;
import org.rekindle.lab.plane.TestAuthority;

class PkiTest {
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
    private static final Instant ISSUED = NOW.minus(Duration.ofDays(400));
    private static final CertificateAuthority AUTHORITY = TestAuthority.since(ISSUED.minus(Duration.ofDays(1)));

    @TempDir
    private Path folder;

    private Pki pki;

    @BeforeEach
    void create() {
        pki = Pki.create(folder, AUTHORITY.certificatePem(), AUTHORITY.privateKeyPem(), ISSUED, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "apiserver, ca, CN=kube-apiserver",
        "apiserver-kubelet-client, ca, 'CN=kube-apiserver-kubelet-client,O=kubeadm:cluster-admins'",
        "apiserver-etcd-client, etcd/ca, CN=kube-apiserver-etcd-client",
        "etcd/server, etcd/ca, CN=control-plane",
        "etcd/peer, etcd/ca, CN=control-plane",
        "front-proxy-client, front-proxy-ca, CN=front-proxy-client",
        "etcd/healthcheck-client, etcd/ca, CN=kube-etcd-healthcheck-client",
    })
    void everyLeafIsSignedByItsAuthorityAndLastsAYear(String leaf, String authority, String subject) throws Exception {
        X509Certificate certificate = read(leaf);
        certificate.verify(read(authority).getPublicKey());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo(subject);
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(ISSUED);
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(ISSUED.plus(Duration.ofDays(365)));
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "admin, 'CN=kubernetes-admin,O=kubeadm:cluster-admins', 365",
        "controller-manager, CN=system:kube-controller-manager, 365",
        "scheduler, CN=system:kube-scheduler, 365",
        "kubelet, 'CN=system:node:control-plane,O=system:nodes', 365",
        "kwok, 'CN=kwok,O=system:masters', 657",
    })
    void clientsHaveTheirCertificatesInKubeconfigsAndKubeletsHaveRenewedTheirs(String user, String subject, int days)
            throws Exception {
        X509Certificate certificate = Pem.certificate(pki.client(user).certificate());
        certificate.verify(read("ca").getPublicKey());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo(subject);
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(ISSUED.plus(Duration.ofDays(days)));
        assertThat(Pem.privateKey(pki.client(user).key()).getAlgorithm()).isEqualTo("EC");
        assertThat(pki.certificate(user)).doesNotExist();
    }

    @Test
    void aPairThatSomebodyElseHasRenewedIsReplacedAsAPair() throws Exception {
        Files.writeString(pki.key("apiserver"), "made by kubeadm");
        pki.issueLeaves(NOW);
        assertThat(Pem.privateKey(Files.readString(pki.key("apiserver"))).getAlgorithm())
                .isEqualTo("EC");
    }

    @Test
    void theApiServerIsKnownByTheNamesThatKubeadmGivesIt() throws Exception {
        assertThat(read("apiserver").getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactlyInAnyOrder(
                        "kubernetes",
                        "kubernetes.default",
                        "kubernetes.default.svc",
                        "kubernetes.default.svc.cluster.local",
                        "localhost",
                        "10.96.0.1",
                        "127.0.0.1");
        assertThat(read("apiserver").getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void theLabsOwnCertificateOutlivesTheLeaves() throws Exception {
        X509Certificate own = Pem.certificate(pki.lab().certificate());
        own.verify(Pem.certificate(AUTHORITY.certificatePem()).getPublicKey());
        assertThat(own.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(5 * 365)));
        assertThat(Pem.privateKey(pki.lab().key()).getAlgorithm()).isEqualTo("RSA");
    }

    @Test
    void leavesThatAreIssuedAgainKeepTheirKeys() throws Exception {
        X509Certificate before = read("apiserver");
        String key = Files.readString(pki.key("apiserver"));
        pki.issueLeaves(NOW);
        X509Certificate after = read("apiserver");
        assertThat(after.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(365)));
        assertThat(after.getPublicKey()).isEqualTo(before.getPublicKey());
        assertThat(after.getSerialNumber()).isNotEqualTo(before.getSerialNumber());
        assertThat(Files.readString(pki.key("apiserver"))).isEqualTo(key);
    }

    @Test
    void nobodyElseCanReadTheFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> regular = files.filter(Files::isRegularFile).toList();
            assertThat(regular)
                    .hasSizeGreaterThan(20)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aKeyThatIsNoneIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() ->
                        Pki.create(folder.resolve("other"), AUTHORITY.certificatePem(), "opensesame", ISSUED, NOW))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("private key")
                .hasMessageNotContaining("opensesame");
    }

    private X509Certificate read(String name) throws IOException {
        return Pem.certificate(Files.readString(pki.certificate(name)));
    }
}

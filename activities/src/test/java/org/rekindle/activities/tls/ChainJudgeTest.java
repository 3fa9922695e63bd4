// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.activities.openstack.TestCertificates;
import org.rekindle.workflows.model.run.FailureCode;

/** Chains as real ingress controllers serve them, and what is told of each. */
class ChainJudgeTest {

    private static final String HUB = "hub.example.org";

    private final Instant now = Instant.now();
    private final TestAuthority root = TestAuthority.root("CN=Test Root");
    private final TestAuthority middle = root.below("CN=R11,O=Example CA");

    @TempDir
    private Path folder;

    private Path trusted;

    @BeforeEach
    void trustTheRoot() throws IOException {
        trusted =
                Files.writeString(folder.resolve("roots.pem"), "the root\n" + TestCertificates.pem(root.certificate()));
    }

    @Test
    void aWholeChainOfATrustedAuthorityIsTakenAndItsDaysAreSaid() {
        ChainVerdict verdict = judge(chain(leaf(middle, -30, 60, HUB), middle.certificate()));

        assertThat(verdict.state()).isEqualTo(ChainVerdict.State.TRUSTED);
        assertThat(verdict.sentence())
                .startsWith("hub.example.org: a certificate of O=Example CA,CN=R11, valid until ")
                .endsWith(", 59 days from now.");
    }

    @Test
    void aWildcardCertificateIsForTheName() {
        assertThat(judge(chain(leaf(middle, -30, 60, "*.example.org"), middle.certificate()))
                        .state())
                .isEqualTo(ChainVerdict.State.TRUSTED);
    }

    @Test
    void aCertificateWhoseRenewalIsOverdueIsTakenWithAWarning() {
        assertThat(judge(chain(leaf(middle, -80, 10, HUB), middle.certificate()))
                        .sentence())
                .endsWith("That is soon: see why it has not been renewed.");
    }

    /** Certificates of six days are renewed after four. */
    @Test
    void aShortCertificateThatWasJustIssuedIsNoWarning() {
        assertThat(judge(chain(leaf(middle, -1, 5, HUB), middle.certificate())).sentence())
                .doesNotContain("soon");
    }

    @Test
    void anExpiredCertificateIsToldWithItsTime() {
        ChainVerdict verdict = judge(chain(leaf(middle, -95, -5, HUB), middle.certificate()));

        assertThat(verdict.state()).isEqualTo(ChainVerdict.State.REFUSED);
        assertThat(verdict.sentence()).contains("that expired at ", ", 5 days ago. Renew it");
    }

    @Test
    void aCertificateOfTheFutureIsTold() {
        assertThat(judge(chain(leaf(middle, 2, 90, HUB), middle.certificate())).sentence())
                .contains("that is not valid before ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRAEFIK DEFAULT CERT", "Kubernetes Ingress Controller Fake Certificate"})
    void theCertificateOfTheIngressItselfIsWaitedForAndToldApart(String name) {
        TestAuthority ingress = TestAuthority.root("CN=" + name);

        ChainVerdict verdict = judge(chain(ingress.certificate()));

        assertThat(verdict.state()).isEqualTo(ChainVerdict.State.NOT_YET);
        assertThat(verdict.sentence())
                .startsWith("hub.example.org serves the ingress controller's own certificate (CN=" + name + ")");
    }

    @Test
    void aCertificateForAnotherNameNamesIt() {
        assertThat(judge(chain(leaf(middle, -30, 60, "grafana.example.org"), middle.certificate())))
                .isEqualTo(new ChainVerdict(
                        ChainVerdict.State.REFUSED,
                        "hub.example.org serves a certificate of O=Example CA,CN=R11 for another name: it is for"
                                + " grafana.example.org. Let the Ingress of the host name the Secret of its own"
                                + " certificate."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=(STAGING) Wannabe Watercress R11", "CN=Pebble Intermediate CA 3f2a1b"})
    void aCertificateOfAnAuthorityToPractiseWithIsTold(String name) {
        TestAuthority staging = TestAuthority.root("CN=Root to practise with").below(name);

        ChainVerdict verdict = judge(chain(leaf(staging, -1, 89, HUB), staging.certificate()));

        assertThat(verdict.state()).isEqualTo(ChainVerdict.State.REFUSED);
        assertThat(verdict.sentence()).contains("an ACME authority to practise with");
    }

    @Test
    void anAuthorityToPractiseWithIsTakenWhereItsRootIsTrusted() {
        TestAuthority pebble = root.below("CN=Pebble Intermediate CA 3f2a1b");

        assertThat(judge(chain(leaf(pebble, -1, 89, HUB), pebble.certificate())).state())
                .isEqualTo(ChainVerdict.State.TRUSTED);
    }

    @Test
    void aChainWithoutItsMiddleIsIncomplete() {
        ChainVerdict verdict = judge(chain(leaf(middle, -30, 60, HUB)));

        assertThat(verdict.state()).isEqualTo(ChainVerdict.State.REFUSED);
        assertThat(verdict.sentence()).contains("the chain is incomplete", "Put the whole chain into tls.crt");
    }

    @Test
    void aCertificateThatSignedItselfIsTold() {
        assertThat(judge(chain(TestAuthority.selfSigned(HUB))).sentence()).contains("which it has signed itself");
    }

    @Test
    void anAuthorityThatNobodyKnowsIsNamedWithTheKeyThatTrustsIt() {
        TestAuthority other = TestAuthority.root("CN=Campus Root");

        ChainVerdict verdict = judge(chain(leaf(other, -30, 60, HUB), other.certificate()));

        assertThat(verdict.state()).isEqualTo(ChainVerdict.State.REFUSED);
        assertThat(verdict.sentence()).contains("ends with \"CN=Campus Root\"", "verify.trust");
    }

    @Test
    void anAuthorityInTheMiddleThatHasExpiredIsTold() {
        TestAuthority ended = root.below("CN=Old Middle", -400, -10);

        assertThat(judge(chain(leaf(ended, -30, 60, HUB), ended.certificate())).sentence())
                .contains("a certificate of an authority in its chain has expired");
    }

    @Test
    void withoutTheFileTheAuthorityOfATestIsNotTrusted() {
        assertThat(judge(chain(leaf(middle, -30, 60, HUB), middle.certificate()), null)
                        .state())
                .isEqualTo(ChainVerdict.State.REFUSED);
    }

    @Test
    void whatIsNoCertificateIsTold() {
        assertThat(judge(List.of(new byte[] {1, 2, 3})).sentence()).contains("cannot be read");
    }

    @Test
    void aFileWithoutAnAuthorityIsNamed() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");

        assertThatThrownBy(() -> Authorities.beside(empty.toString()))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo(FailureCode.MISCONFIGURED.name());
                    assertThat(failure.getOriginalMessage()).contains("empty.pem", "verify.trust");
                });
        assertThatThrownBy(() -> Authorities.beside(folder.resolve("none").toString()))
                .hasMessageContaining("cannot be read");
    }

    private ChainVerdict judge(List<byte[]> chain) {
        return judge(chain, trusted.toString());
    }

    private static ChainVerdict judge(List<byte[]> chain, @Nullable String trusted) {
        return new ChainJudge(Authorities.beside(trusted), Clock.systemUTC()).judge(chain, HUB);
    }

    private X509Certificate leaf(TestAuthority by, int fromDay, int toDay, String name) {
        return by.leaf(now.plus(Duration.ofDays(fromDay)), now.plus(Duration.ofDays(toDay)), name);
    }

    private static List<byte[]> chain(X509Certificate... certificates) {
        List<byte[]> chain = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            try {
                chain.add(certificate.getEncoded());
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException(e);
            }
        }
        return chain;
    }
}

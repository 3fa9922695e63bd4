// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.odd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.activities.tls.TlsProbe;
import org.rekindle.workflows.api.TlsActivities.Endpoint;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.ServedCertificate;

/** Servers on loopback that serve odd certificates, or odd bytes: the answer is a certificate or a sentence, within the deadline. */
final class OddTlsTest {

    private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant END = Instant.parse("2027-01-02T03:04:05Z");
    private static final int TLS_1_2 = 0x0303;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofMillis(600);
    private static final Duration DEADLINE = CONNECT.plus(ANSWER).plusSeconds(2);

    @Test
    void tlsEmptySubjectTellsItsEnd() throws Exception {
        CertificateSighting seen = lookAt(certificate(Map.of("subject", new DERSequence())));

        assertThat(seen.certificate()).as(seen.detail()).isNotNull();
        assertThat(seen.certificate().notAfter()).isEqualTo(END);
        assertThat(seen.certificate().subjectAlternativeNames()).containsExactly("127.0.0.1");
    }

    @Test
    void tlsSevenHundredNamesTellTheirEnd() throws Exception {
        CertificateSighting seen = lookAt(certificate(Map.of("extensions", extensions(names(700)))));

        assertThat(seen.certificate()).as(seen.detail()).isNotNull();
        assertThat(seen.certificate().notAfter()).isEqualTo(END);
        assertThat(seen.detail()).doesNotContain("It is not for");
    }

    @ParameterizedTest
    @ValueSource(ints = {1500, 9000})
    void evenLargerOnesTellTheirEnd(int names) throws Exception {
        assertThat(lookAt(certificate(Map.of("extensions", extensions(names(names)))))
                        .certificate())
                .isNotNull()
                .satisfies(served -> assertThat(served.subjectAlternativeNames().size())
                        .as("a history holds it")
                        .isLessThanOrEqualTo(50));
    }

    /** Every field absent, of another kind, empty and odd: as long as the times can be read they are told. */
    @Test
    void whateverElseIsOddTheEndIsTold() throws Exception {
        try (OddTlsServer server = new OddTlsServer(OddTlsServer.bytes(new byte[0]))) {
            for (Map.Entry<String, Map<String, ASN1Encodable>> odd : oddFields().entrySet()) {
                server.answer(OddTlsServer.bytes(OddTlsServer.handshake(TLS_1_2, certificate(odd.getValue()))));

                CertificateSighting seen = look(server);

                assertThat(seen.certificate())
                        .as("%s: %s", odd.getKey(), seen.detail())
                        .isNotNull();
                assertThat(seen.certificate().notAfter()).as(odd.getKey()).isEqualTo(END);
                assertThat(seen.certificate().subject() + seen.certificate().issuer())
                        .as(odd.getKey())
                        .doesNotContain("\n", "\u001b");
            }
        }
    }

    @Test
    void oddTimesAreToldAsTheyAre() throws Exception {
        Instant far = Instant.parse("9999-12-31T23:59:59Z");
        Instant old = Instant.parse("1951-02-03T04:05:06Z");

        assertThat(lookAt(certificate(Map.of("notAfter", time(far)))).all())
                .extracting(ServedCertificate::notAfter)
                .containsExactly(far);
        CertificateSighting before = lookAt(certificate(Map.of("notBefore", time(old), "notAfter", time(old))));
        assertThat(before.all()).extracting(ServedCertificate::notAfter).containsExactly(old);
        assertThat(before.detail()).startsWith("Expired at 1951-02-03T04:05:06Z");
        assertThat(lookAt(certificate(Map.of("notAfter", new DERUTCTime("2701020304Z"))))
                        .all())
                .as("without seconds")
                .hasSize(1);
    }

    @Test
    void timesThatCannotBeReadAreASentence() throws Exception {
        for (ASN1Encodable odd : List.of(new DERUTF8String("soon"), DERNull.INSTANCE, new DERSequence())) {
            CertificateSighting seen = lookAt(certificate(Map.of("notAfter", odd)));

            assertThat(seen.certificate()).isNull();
            assertThat(seen.detail()).contains("a certificate was shown whose times cannot be read");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0300, 0x0301, 0x0302, 0x0303})
    void oldVersionsTellTheirCertificateToo(int version) throws Exception {
        try (OddTlsServer server =
                new OddTlsServer(OddTlsServer.bytes(OddTlsServer.handshake(version, certificate(Map.of()))))) {
            assertThat(look(server).all())
                    .extracting(ServedCertificate::notAfter)
                    .containsExactly(END);
        }
    }

    @Test
    void onlyWhatSpeaksNoTlsIsSaidToSpeakNone() throws Exception {
        Map<String, String> said = new LinkedHashMap<>();
        said.put(
                "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request",
                "it answers with \"HTTP/1.0 400 Bad Request\"");
        said.put("SSH-2.0-OpenSSH_9.2p1\r\n", "it answers with \"SSH-2.0-OpenSSH_9.2p1\"");
        said.put("<html>", "it answers with \"<html>\"");
        said.put("\u0000\u0001\u0002", "it answers with \"???\"");
        try (OddTlsServer server = new OddTlsServer(OddTlsServer.bytes(new byte[0]))) {
            assertThat(look(server).detail())
                    .contains("the handshake broke off")
                    .doesNotContain("does not speak TLS");
            for (Map.Entry<String, String> each : said.entrySet()) {
                server.answer(OddTlsServer.bytes(each.getKey().getBytes(StandardCharsets.ISO_8859_1)));

                assertThat(look(server).detail()).contains("it does not speak TLS: " + each.getValue());
            }
            for (Map.Entry<Integer, String> alert : Map.of(
                            112, "unrecognized_name", 40, "handshake_failure", 222, "222")
                    .entrySet()) {
                byte[] record = OddTlsServer.records(
                        21, TLS_1_2, new byte[] {2, alert.getKey().byteValue()});
                server.answer(OddTlsServer.bytes(record));

                assertThat(look(server).detail())
                        .contains("it speaks TLS and refused the handshake (alert " + alert.getValue() + ")");
            }
        }
    }

    /** Cut off anywhere, and with any byte changed. */
    @Test
    void halfAHandshakeIsASentence() throws Exception {
        byte[] whole = OddTlsServer.handshake(TLS_1_2, certificate(Map.of()));
        Random random = new Random(11);
        try (OddTlsServer server = new OddTlsServer(OddTlsServer.bytes(new byte[0]))) {
            for (int cut = 0; cut < whole.length; cut += 1 + random.nextInt(40)) {
                server.answer(OddTlsServer.bytes(Arrays.copyOf(whole, cut)));
                look(server);
            }
            for (int i = 0; i < 60; i++) {
                byte[] changed = whole.clone();
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                server.answer(OddTlsServer.bytes(changed));
                look(server);
            }
            for (int i = 0; i < 20; i++) {
                byte[] noise = new byte[random.nextInt(5000)];
                random.nextBytes(noise);
                server.answer(OddTlsServer.bytes(noise));
                look(server);
            }
        }
    }

    @Test
    void tlsSlowTrickleEndsInTime() throws Exception {
        byte[] whole = OddTlsServer.handshake(TLS_1_2, certificate(Map.of()));
        try (OddTlsServer server = new OddTlsServer(client -> trickle(client, whole))) {
            assertThat(look(server).detail()).endsWith("it did not answer in time.");
        }
    }

    private static void trickle(Socket client, byte[] whole) throws IOException {
        for (byte each : whole) {
            client.getOutputStream().write(each);
            client.getOutputStream().flush();
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static Map<String, Map<String, ASN1Encodable>> oddFields() {
        Map<String, Map<String, ASN1Encodable>> odd = new LinkedHashMap<>();
        List<ASN1Encodable> values = List.of(
                DERNull.INSTANCE,
                new DERSequence(),
                new DERUTF8String(""),
                new DERUTF8String("x".repeat(70_000)),
                new DERUTF8String("a\nb\u001b[31m"),
                new ASN1Integer(-1),
                new X500Name("CN=a\u0007b\\\nc"),
                new DEROctetString(new byte[] {1, 2, 3}));
        for (String field : List.of("signature", "issuer", "subject", "key", "outerSignature", "signatureValue")) {
            for (int i = 0; i < values.size(); i++) {
                odd.put(field + " " + i, Map.of(field, values.get(i)));
            }
        }
        for (int version : new int[] {-1, 0, 1, 3, 4, 99, Integer.MAX_VALUE}) {
            odd.put("version " + version, Map.of("version", new DERTaggedObject(true, 0, new ASN1Integer(version))));
        }
        for (long serial : new long[] {-1, 0, Long.MIN_VALUE}) {
            odd.put("serial " + serial, Map.of("serial", new ASN1Integer(serial)));
        }
        ASN1Encodable alternative = alternative(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        ASN1Encodable unknown = extension(new ASN1ObjectIdentifier("1.2.3.4"), new byte[] {5, 0});
        odd.put("no extensions", Map.of("extensions", extensions()));
        odd.put("an extension twice", Map.of("extensions", extensions(alternative, alternative)));
        odd.put("an unknown extension twice", Map.of("extensions", extensions(unknown, unknown)));
        odd.put(
                "names that are none",
                Map.of("extensions", extensions(extension(Extension.subjectAlternativeName, new byte[] {1, 2, 3}))));
        odd.put("empty names", Map.of("extensions", extensions(extension(Extension.subjectAlternativeName, new byte[] {
            0x30, 0
        }))));
        odd.put(
                "an address of three bytes",
                Map.of("extensions", extensions(extension(Extension.subjectAlternativeName, new byte[] {
                    0x30, 5, (byte) 0x87, 3, 1, 2, 3
                }))));
        odd.put("key usage that is none", Map.of("extensions", extensions(extension(Extension.keyUsage, new byte[] {9
        }))));
        return odd;
    }

    /** A certificate of these fields, the others as usual. Nobody has signed it, and nobody who trusts nothing asks. */
    private static byte[] certificate(Map<String, ASN1Encodable> odd) throws IOException {
        ASN1Encodable algorithm = new DERSequence(
                new ASN1Encodable[] {new ASN1ObjectIdentifier("1.2.840.113549.1.1.11"), DERNull.INSTANCE});
        ASN1Encodable key = new DERSequence(new ASN1Encodable[] {
            new DERSequence(new ASN1Encodable[] {new ASN1ObjectIdentifier("1.2.840.113549.1.1.1"), DERNull.INSTANCE}),
            new DERBitString(new byte[270])
        });
        ASN1EncodableVector body = new ASN1EncodableVector();
        body.add(odd.getOrDefault("version", new DERTaggedObject(true, 0, new ASN1Integer(2))));
        body.add(odd.getOrDefault("serial", new ASN1Integer(7)));
        body.add(odd.getOrDefault("signature", algorithm));
        body.add(odd.getOrDefault("issuer", new X500Name("CN=kubernetes")));
        body.add(new DERSequence(
                new ASN1Encodable[] {odd.getOrDefault("notBefore", time(BEGIN)), odd.getOrDefault("notAfter", time(END))
                }));
        body.add(odd.getOrDefault("subject", new X500Name("CN=kube-apiserver")));
        body.add(odd.getOrDefault("key", key));
        body.add(odd.getOrDefault(
                "extensions", extensions(alternative(new GeneralName(GeneralName.iPAddress, "127.0.0.1")))));
        return new DERSequence(new ASN1Encodable[] {
                    new DERSequence(body),
                    odd.getOrDefault("outerSignature", algorithm),
                    odd.getOrDefault("signatureValue", new DERBitString(new byte[256]))
                })
                .getEncoded(ASN1Encoding.DER);
    }

    private static ASN1Encodable time(Instant at) {
        return new DERGeneralizedTime(Date.from(at));
    }

    private static ASN1Encodable extensions(ASN1Encodable... each) {
        return new DERTaggedObject(true, 3, new DERSequence(each));
    }

    private static ASN1Encodable names(int many) {
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        for (int i = 0; i < many; i++) {
            names.add(
                    new GeneralName(GeneralName.dNSName, "node-" + i + ".a-long-name-for-a-node.internal.example.org"));
        }
        return alternative(names.toArray(GeneralName[]::new));
    }

    private static ASN1Encodable alternative(GeneralName... names) {
        try {
            return extension(Extension.subjectAlternativeName, new GeneralNames(names).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ASN1Sequence extension(ASN1ObjectIdentifier type, byte[] value) {
        return new DERSequence(new ASN1Encodable[] {type, new DEROctetString(value)});
    }

    private static CertificateSighting lookAt(byte[] certificate) throws IOException {
        try (OddTlsServer server = new OddTlsServer(OddTlsServer.bytes(OddTlsServer.handshake(TLS_1_2, certificate)))) {
            return look(server);
        }
    }

    /** Whatever came, it came in time and is a certificate or a sentence. */
    private static CertificateSighting look(OddTlsServer server) {
        long start = System.nanoTime();
        CertificateSighting seen =
                new TlsProbe(CONNECT, ANSWER, Clock.systemUTC()).look(new Endpoint(server.address()));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE);
        assertThat(seen.detail())
                .endsWith(".")
                .doesNotContain("Exception", "null", "should not happen")
                .hasSizeLessThan(800);
        return seen;
    }
}

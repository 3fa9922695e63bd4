// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rekindle.activities.secrets.SecretFile;

/** Reads certificates and a private key in PEM. No fault quotes a key. */
final class PemFile {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    private PemFile() {}

    /** A file that cannot be used. */
    static final class Unusable extends Exception {

        private static final long serialVersionUID = 1;

        private final transient WebhookSecrets.Problem problem;

        Unusable(String problem, String cure) {
            super(problem + "; " + cure);
            this.problem = new WebhookSecrets.Problem(problem, cure);
        }

        WebhookSecrets.Problem problem() {
            return problem;
        }
    }

    /** The certificates in the order of the file, one or more. */
    static List<X509Certificate> certificates(Path file) throws Unusable {
        String text = text(file);
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
            if (found.isEmpty()) {
                throw noCertificate(file);
            }
            return found.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException notReadable) {
            throw noCertificate(file);
        }
    }

    /** The private key, whose file others cannot read. */
    static PrivateKey key(Path file) throws Unusable {
        String text = text(file);
        refuseOpen(file);
        Matcher pem = KEY.matcher(text);
        if (!pem.find()) {
            throw new Unusable(
                    file + " holds no private key in PKCS #8",
                    "write it with `openssl pkcs8 -topk8 -nodes -in OLD.key -out " + file.getFileName() + "`");
        }
        try {
            return decoded(file, Base64.getMimeDecoder().decode(pem.group(1)));
        } catch (IllegalArgumentException notBase64) {
            throw brokenKey(file);
        }
    }

    private static PrivateKey decoded(Path file, byte[] key) throws Unusable {
        return ALGORITHMS.stream()
                .flatMap(algorithm -> key(algorithm, key).stream())
                .findFirst()
                .orElseThrow(() -> brokenKey(file));
    }

    private static Optional<PrivateKey> key(String algorithm, byte[] key) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key)));
        } catch (InvalidKeySpecException another) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no " + algorithm, e);
        }
    }

    private static String text(Path file) throws Unusable {
        if (!Files.isRegularFile(file)) {
            throw new Unusable("there is no file " + file, "name the file in PEM, relative to the fleet file");
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Unusable(file + " cannot be read as text", "let its owner be the user of the worker");
        }
    }

    private static void refuseOpen(Path file) throws Unusable {
        try {
            SecretFile.requireClosed(file);
        } catch (SecretFile.Unusable open) {
            throw new Unusable(open.problem(), open.cure());
        }
    }

    private static Unusable noCertificate(Path file) {
        return new Unusable(file + " holds no certificate in PEM", "write it as `-----BEGIN CERTIFICATE-----` has it");
    }

    private static Unusable brokenKey(Path file) {
        return new Unusable(file + " holds a private key that cannot be read", "write one of RSA, ECDSA or Ed25519");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the files of TLS hold, as Java takes it.
 *
 * @param own the private key with its certificates, without a password
 * @param clientAuthorities null when no client certificate is asked for
 * @param certificates of all the files, the worker's own first
 */
public record TlsFiles(KeyStore own, @Nullable KeyStore clientAuthorities, List<X509Certificate> certificates) {

    /**
     * Reads the files.
     *
     * @throws FaultyFile when one cannot be used
     */
    public static TlsFiles read(ListenerTls said) {
        try {
            List<X509Certificate> chain = PemFile.certificates(said.certificateFile());
            PrivateKey key = PemFile.key(said.keyFile());
            refuseStranger(said, chain.get(0), key);
            KeyStore own = empty();
            own.setKeyEntry("listener", key, new char[0], chain.toArray(Certificate[]::new));
            Path authorities = said.clientAuthorityFile();
            if (authorities == null) {
                return new TlsFiles(own, null, chain);
            }
            List<X509Certificate> believed = PemFile.certificates(authorities);
            return new TlsFiles(
                    own,
                    authorities(believed),
                    Stream.concat(chain.stream(), believed.stream()).toList());
        } catch (PemFile.Unusable unusable) {
            throw new FaultyFile(List.of(new ConfigFault(
                    "webhooks.tls",
                    1,
                    "",
                    unusable.problem().problem(),
                    unusable.problem().cure())));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java cannot hold keys in memory", e);
        }
    }

    /** The worker's own. */
    public X509Certificate certificate() {
        return certificates.get(0);
    }

    /** What is wrong with the certificate, or with the authorities. */
    static Optional<WebhookSecrets.Problem> certificateProblem(Path file) {
        try {
            PemFile.certificates(file);
            return Optional.empty();
        } catch (PemFile.Unusable unusable) {
            return Optional.of(unusable.problem());
        }
    }

    /** What is wrong with the key; a certificate that cannot be read is not its fault. */
    static Optional<WebhookSecrets.Problem> keyProblem(ListenerTls said) {
        try {
            PrivateKey key = PemFile.key(said.keyFile());
            if (certificateProblem(said.certificateFile()).isEmpty()) {
                refuseStranger(
                        said, PemFile.certificates(said.certificateFile()).get(0), key);
            }
            return Optional.empty();
        } catch (PemFile.Unusable unusable) {
            return Optional.of(unusable.problem());
        }
    }

    private static KeyStore authorities(List<X509Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore authorities = empty();
        for (int i = 0; i < certificates.size(); i++) {
            authorities.setCertificateEntry("authority-" + i, certificates.get(i));
        }
        return authorities;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void refuseStranger(ListenerTls said, X509Certificate certificate, PrivateKey key)
            throws PemFile.Unusable {
        if (!isPair(key, certificate.getPublicKey())) {
            throw new PemFile.Unusable(
                    "the key in " + said.keyFile() + " is not that of the certificate in " + said.certificateFile(),
                    "replace both files together");
        }
    }

    private static boolean isPair(PrivateKey key, PublicKey shown) {
        if (!key.getAlgorithm().equals(shown.getAlgorithm())) {
            return false;
        }
        byte[] text = "rekindle".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(algorithm(key));
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(shown);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException unlike) {
            // Keys of one algorithm and of different curves or sizes.
            return false;
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }
}

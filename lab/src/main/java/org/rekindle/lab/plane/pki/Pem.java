// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane.pki;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Reads and writes PEM. */
public final class Pem {
    private Pem() {}

    /**
     * Reads one certificate.
     *
     * @throws PkiException when there is none in the text
     */
    public static X509Certificate certificate(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof X509CertificateHolder holder) {
                return new JcaX509CertificateConverter().getCertificate(holder);
            }
            throw new PkiException("expected one certificate in PEM, found something else");
        } catch (IOException | CertificateException unreadable) {
            throw new PkiException("expected one certificate in PEM", unreadable);
        }
    }

    /**
     * Reads one private key, PKCS#8 or the older form of OpenSSL.
     *
     * @throws PkiException when there is none in the text; the text itself is never repeated in the message
     */
    public static PrivateKey privateKey(String pem) {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            Object parsed = parser.readObject();
            if (parsed instanceof PEMKeyPair pair) {
                return converter.getKeyPair(pair).getPrivate();
            }
            if (parsed instanceof PrivateKeyInfo info) {
                return converter.getPrivateKey(info);
            }
            throw new PkiException("expected one unencrypted private key in PEM, found something else");
        } catch (IOException unreadable) {
            throw new PkiException("expected one unencrypted private key in PEM", unreadable);
        }
    }

    /** Writes one object, such as {@code CERTIFICATE} or {@code PRIVATE KEY} (PKCS#8). */
    public static String text(String type, byte[] content) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        } catch (IOException impossible) {
            throw new PkiException("cannot write PEM of type " + type, impossible);
        }
        return text.toString();
    }

    /**
     * Puts a file in its place at once, readable by its owner alone: servers that watch it never see half of it.
     *
     * @throws PkiException when the folder cannot be written
     */
    static void write(Path file, String text) {
        Path half = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(half);
            Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(half, text);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new PkiException("cannot write " + file, unwritable);
        }
    }
}

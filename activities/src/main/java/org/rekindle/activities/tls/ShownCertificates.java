// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.Tls13Verifier;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsEncryptor;
import org.bouncycastle.tls.crypto.TlsVerifier;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * Keeps the certificates of a handshake as they came, and reads none of them. The first question about one comes when the
 * whole chain is there, and ends the handshake.
 */
final class ShownCertificates extends BcTlsCrypto {

    private final List<byte[]> chain = new ArrayList<>();

    /** The certificates in DER, the server's own first; empty when none was shown. */
    List<byte[]> chain() {
        return List.copyOf(chain);
    }

    @Override
    public TlsCertificate createCertificate(short type, byte[] encoding) {
        chain.add(encoding.clone());
        return new Unread(encoding);
    }

    private static final class Unread implements TlsCertificate {

        private final byte[] encoding;

        private Unread(byte[] encoding) {
            this.encoding = encoding;
        }

        private static TlsFatalAlert seenEnough() {
            return new TlsFatalAlert(AlertDescription.user_canceled);
        }

        @Override
        public byte[] getEncoded() {
            return encoding;
        }

        @Override
        public TlsEncryptor createEncryptor(int role) throws TlsFatalAlert {
            throw seenEnough();
        }

        @Override
        public TlsVerifier createVerifier(short signatureAlgorithm) throws TlsFatalAlert {
            throw seenEnough();
        }

        @Override
        public Tls13Verifier createVerifier(int signatureScheme) throws TlsFatalAlert {
            throw seenEnough();
        }

        @Override
        public byte[] getExtension(ASN1ObjectIdentifier extension) throws TlsFatalAlert {
            throw seenEnough();
        }

        @Override
        public BigInteger getSerialNumber() {
            return BigInteger.ZERO;
        }

        @Override
        public String getSigAlgOID() {
            return "";
        }

        @Override
        public ASN1Encodable getSigAlgParams() throws TlsFatalAlert {
            throw seenEnough();
        }

        @Override
        public short getLegacySignatureAlgorithm() throws TlsFatalAlert {
            throw seenEnough();
        }

        @Override
        public boolean supportsSignatureAlgorithm(short signatureAlgorithm) throws TlsFatalAlert {
            throw seenEnough();
        }

        @Override
        public boolean supportsSignatureAlgorithmCA(short signatureAlgorithm) throws TlsFatalAlert {
            throw seenEnough();
        }

        @Override
        public TlsCertificate checkUsageInRole(int role) throws TlsFatalAlert {
            throw seenEnough();
        }
    }
}

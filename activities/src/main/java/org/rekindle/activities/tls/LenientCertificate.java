// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that Java refuses to read, field by field: its version, its serial number, its extensions and the rest of what makes it
 * odd are passed over, since its names and times are all that is asked for (RFC 5280, 4.1).
 */
record LenientCertificate(String subject, String issuer, List<String> names, Instant notBefore, Instant notAfter) {

    private static final int VERSION_TAG = 0;
    private static final int EXTENSIONS_TAG = 3;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    /** Null when not even its times can be read. */
    static @Nullable LenientCertificate read(byte[] encoded) {
        try (ASN1InputStream in = new ASN1InputStream(encoded)) {
            ASN1Primitive whole = in.readObject();
            if (whole == null) {
                return null;
            }
            return of(ASN1Sequence.getInstance(ASN1Sequence.getInstance(whole).getObjectAt(0)));
        } catch (IOException | ParseException | RuntimeException unreadable) {
            // Bouncy Castle reports odd input by exceptions of many kinds; the caller says that it cannot be read.
            return null;
        }
    }

    private static LenientCertificate of(ASN1Sequence body) throws ParseException {
        int next = 0;
        if (body.getObjectAt(next) instanceof ASN1TaggedObject tagged && tagged.hasContextTag(VERSION_TAG)) {
            next++;
        }
        if (body.getObjectAt(next) instanceof ASN1Integer) {
            next++;
        }
        ASN1Encodable issuer = body.getObjectAt(next + 1);
        ASN1Sequence times = ASN1Sequence.getInstance(body.getObjectAt(next + 2));
        ASN1Encodable subject = body.getObjectAt(next + 3);
        return new LenientCertificate(
                name(subject), name(issuer), names(body), time(times.getObjectAt(0)), time(times.getObjectAt(1)));
    }

    private static Instant time(ASN1Encodable time) throws ParseException {
        if (time instanceof ASN1UTCTime utc) {
            return utc.getAdjustedDate().toInstant();
        }
        return ASN1GeneralizedTime.getInstance(time).getDate().toInstant();
    }

    private static String name(ASN1Encodable name) {
        try {
            return X500Name.getInstance(name).toString();
        } catch (RuntimeException unreadable) {
            // A name shows people whose certificate it is, and nothing is decided on it.
            return "a name that cannot be read";
        }
    }

    private static List<String> names(ASN1Sequence body) {
        List<String> names = new ArrayList<>();
        for (ASN1Encodable each : body) {
            if (each instanceof ASN1TaggedObject tagged && tagged.hasContextTag(EXTENSIONS_TAG)) {
                for (ASN1Encodable extension : ASN1Sequence.getInstance(tagged.getExplicitBaseObject())) {
                    addNames(ASN1Sequence.getInstance(extension), names);
                }
            }
        }
        return List.copyOf(names);
    }

    private static void addNames(ASN1Sequence extension, List<String> to) {
        if (!Extension.subjectAlternativeName.equals(ASN1ObjectIdentifier.getInstance(extension.getObjectAt(0)))) {
            return;
        }
        try {
            byte[] value = ASN1OctetString.getInstance(extension.getObjectAt(extension.size() - 1))
                    .getOctets();
            for (GeneralName name : GeneralNames.getInstance(value).getNames()) {
                if (name.getTagNo() == GeneralName.dNSName) {
                    to.add(name.getName().toString());
                } else if (name.getTagNo() == GeneralName.iPAddress) {
                    addAddress(ASN1OctetString.getInstance(name.getName()).getOctets(), to);
                }
            }
        } catch (RuntimeException unreadable) {
            // Such a certificate serves no host by these names; that is what an empty list says.
            to.clear();
        }
    }

    private static void addAddress(byte[] bytes, List<String> to) {
        if (bytes.length == IPV4_BYTES || bytes.length == IPV6_BYTES) {
            to.add(Certificates.address(bytes));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.rekindle.workflows.model.observation.ServedCertificate;

/**
 * Decides whether a browser would take a chain of certificates, and if not, which of the usual faults it is. The faults are asked for
 * before the chain is verified: Java's own answer names the first thing that it came upon, and no cure.
 */
final class ChainJudge {

    /** What ingress controllers make for themselves where they have no certificate for a name: Traefik, ingress-nginx, HAProxy's. */
    private static final Pattern INGRESS_DEFAULT =
            Pattern.compile("TRAEFIK DEFAULT CERT|Kubernetes Ingress Controller Fake Certificate|HAProxy Kubernetes");

    /** Let's Encrypt marks all of its staging environment since 2021; Pebble is the authority to test ACME with. */
    private static final Pattern STAGING = Pattern.compile("\\(STAGING\\)|Fake LE |Pebble (Intermediate|Root) CA");

    /** RFC 5280, 4.2.2.1: where the certificate of the issuer is to be had. Public authorities write it, private ones seldom. */
    private static final String AUTHORITY_INFORMATION = "1.3.6.1.5.5.7.1.1";

    /** cert-manager renews after two thirds of the time: with a quarter left, a renewal is overdue. */
    private static final int OVERDUE = 4;

    /** For certificates of a year, which people renew. */
    private static final Duration SHORT = Duration.ofDays(14);

    private final Authorities authorities;
    private final Clock clock;

    ChainJudge(Authorities authorities, Clock clock) {
        this.authorities = authorities;
        this.clock = clock;
    }

    /** @param chain in DER, as served: the server's own first */
    ChainVerdict judge(List<byte[]> chain, String host) {
        List<X509Certificate> readable = chain.stream()
                .map(Certificates::read)
                .filter(Objects::nonNull)
                .map(X509Certificate.class::cast)
                .toList();
        ServedCertificate own = Certificates.served(chain.get(0));
        if (own == null || readable.size() < chain.size()) {
            return refused(host + " serves a certificate that cannot be read. Issue it again.");
        }
        if (INGRESS_DEFAULT.matcher(own.subject()).find()) {
            return new ChainVerdict(
                    ChainVerdict.State.NOT_YET,
                    host + " serves the ingress controller's own certificate (" + own.subject()
                            + "): none has been issued for the name, or the Secret in tls: of its Ingress is missing."
                            + " Look at kubectl get ingress,certificate,challenge,secret in the hub's namespace."
                            + " An issuance that failed before DNS was right may have to be started again.");
        }
        return judge(readable, own, host);
    }

    private ChainVerdict judge(List<X509Certificate> chain, ServedCertificate own, String host) {
        Instant now = clock.instant();
        String issued = host + " serves a certificate of " + own.issuer();
        if (now.isAfter(own.notAfter())) {
            return refused(issued + " that expired at " + own.notAfter() + ", "
                    + Certificates.between(own.notAfter(), now)
                    + " ago. Renew it, and see why it was not renewed by itself.");
        }
        if (now.isBefore(own.notBefore())) {
            return refused(issued + " that is not valid before " + own.notBefore()
                    + ". Compare the clocks of this machine and of who issued it.");
        }
        if (!Certificates.isFor(own, host)) {
            return refused(issued + " for another name: it is for " + names(own)
                    + ". Let the Ingress of the host name the Secret of its own certificate.");
        }
        return verified(chain, own, host, issued);
    }

    private ChainVerdict verified(List<X509Certificate> chain, ServedCertificate own, String host, String issued) {
        try {
            authorities.trust().checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
        } catch (CertificateException e) {
            return refused(issued + untrusted(chain, own, e));
        }
        Instant now = clock.instant();
        String left = host + ": a certificate of " + own.issuer() + ", valid until " + own.notAfter() + ", "
                + Certificates.between(now, own.notAfter()) + " from now.";
        if (endsSoon(own, now)) {
            left += " That is soon: see why it has not been renewed.";
        }
        return new ChainVerdict(ChainVerdict.State.TRUSTED, left);
    }

    private static String untrusted(List<X509Certificate> chain, ServedCertificate served, CertificateException why) {
        X509Certificate top = chain.get(chain.size() - 1);
        X509Certificate own = chain.get(0);
        if (STAGING.matcher(served.issuer()).find()) {
            return ", which is an ACME authority to practise with and that no browser trusts."
                    + " Name the real one in the issuer (cert-manager) or the resolver (Traefik), and issue it again.";
        }
        if (isSelfSigned(own)) {
            return ", which it has signed itself, so no browser trusts it. Issue one for the name.";
        }
        if (expiredAbove(chain)) {
            return ", and a certificate of an authority in its chain has expired. Serve the chain that the authority gives today.";
        }
        if (chain.size() == 1 && own.getExtensionValue(AUTHORITY_INFORMATION) != null) {
            return " without that authority's own certificate, so the chain is incomplete: some browsers find it, and programs do not."
                    + " Put the whole chain into tls.crt of the Secret.";
        }
        if (why.getMessage() != null && why.getMessage().contains("unable to find valid certification path")) {
            return ". The chain ends with \"" + top.getIssuerX500Principal().getName()
                    + "\", which neither Java nor verify.trust knows. Name its certificate under verify.trust if"
                    + " all users trust it, or serve the missing part of the chain.";
        }
        return ", which is not trusted (" + why.getMessage() + ").";
    }

    private static boolean expiredAbove(List<X509Certificate> chain) {
        return chain.stream().skip(1).anyMatch(each -> {
            try {
                each.checkValidity();
                return false;
            } catch (CertificateException e) {
                return true;
            }
        });
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static boolean endsSoon(ServedCertificate own, Instant now) {
        Duration quarter = Duration.between(own.notBefore(), own.notAfter()).dividedBy(OVERDUE);
        Duration left = Duration.between(now, own.notAfter());
        return left.compareTo(quarter) < 0 && left.compareTo(SHORT) < 0;
    }

    private static String names(ServedCertificate own) {
        if (own.subjectAlternativeNames().isEmpty()) {
            return "no name at all";
        }
        return String.join(", ", Certificates.shortened(own).subjectAlternativeNames());
    }

    private static ChainVerdict refused(String sentence) {
        return new ChainVerdict(ChainVerdict.State.REFUSED, sentence);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.auth;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.rekindle.worker.fleet.WebhookAuth.ByCertificate;
import org.rekindle.worker.webhook.AlertRequest;
import org.rekindle.worker.webhook.Authenticity;
import org.rekindle.worker.webhook.Unauthenticated;

/** A certificate of the client. The handshake has proven its key and its authority; here its names decide. */
final class ClientCertificate implements Authenticity {

    /** RFC 5280, 4.2.1.6: an e-mail address, a DNS name, a URI. */
    private static final Set<Integer> KINDS = Set.of(1, 2, 6);

    private final Set<String> names;

    ClientCertificate(ByCertificate said) {
        this.names = Set.copyOf(said.names());
    }

    @Override
    public void check(AlertRequest request) {
        X509Certificate shown = request.certificate();
        if (shown == null) {
            throw new Unauthenticated(
                    Unauthenticated.CERTIFICATE,
                    "Show a client certificate by an authority of `webhooks.tls.clientAuthorityFile`.");
        }
        if (names(shown).stream().noneMatch(names::contains)) {
            throw new Unauthenticated(
                    Unauthenticated.CERTIFICATE, "The client certificate has no name that may send to this receiver.");
        }
    }

    private static Set<String> names(X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        names.add(certificate.getSubjectX500Principal().getName());
        try {
            Collection<List<?>> others =
                    Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.<List<?>>of());
            others.stream()
                    .filter(name -> KINDS.contains((Integer) name.get(0)))
                    .forEach(name -> names.add(String.valueOf(name.get(1))));
        } catch (CertificateParsingException odd) {
            // Names that cannot be read let nobody in.
            names.clear();
        }
        return names;
    }
}

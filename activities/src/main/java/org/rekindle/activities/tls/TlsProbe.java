// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.http.NoHttpAddress;
import org.rekindle.workflows.api.CertificateActivities;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.TlsActivities;
import org.rekindle.workflows.api.TlsActivities.Endpoint;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.ServedCertificate;

/**
 * Looks at the certificates that an endpoint serves, by TLS handshakes after which nothing is sent.
 *
 * <p>The probe never fails: the sighting reports what hindered it. It looks over several fresh connections and at each address
 * of the name. One address may lead to several API servers, of which not every one was renewed, and one connection that is
 * reset shows nothing. All looks together have a time limit.
 */
public final class TlsProbe implements TlsActivities, CertificateActivities {

    private static final Comparator<ServedCertificate> FIRST_TO_END =
            Comparator.comparing(ServedCertificate::notAfter).thenComparing(ServedCertificate::fingerprint);

    private final Duration connectTimeout;
    private final Duration answerTimeout;
    private final Clock clock;
    private final HostAddresses addresses;

    /**
     * A probe. All its looks at an endpoint together take no longer than both times.
     *
     * @param connectTimeout how long a connection may take
     * @param answerTimeout how long a handshake may take
     */
    public TlsProbe(Duration connectTimeout, Duration answerTimeout, Clock clock) {
        this(connectTimeout, answerTimeout, clock, host -> List.of(InetAddress.getAllByName(host)));
    }

    TlsProbe(Duration connectTimeout, Duration answerTimeout, Clock clock, HostAddresses.Names names) {
        this.addresses = new HostAddresses(names, connectTimeout);
        this.connectTimeout = connectTimeout;
        this.answerTimeout = answerTimeout;
        this.clock = clock;
    }

    @Override
    public CertificateSighting look(Endpoint endpoint) {
        String named = endpoint.address();
        TlsAddress address;
        try {
            address = TlsAddress.of(named);
        } catch (NoHttpAddress e) {
            return noAddress(named, e);
        }
        CertificateLooks looks = new CertificateLooks(new TlsHandshake(connectTimeout, answerTimeout), address);
        String unknown = lookAtAll(looks, address);
        List<ServedCertificate> seen =
                looks.seen().stream().sorted(FIRST_TO_END).toList();
        if (seen.isEmpty()) {
            String why = Objects.requireNonNullElseGet(unknown, looks::trouble);
            return none(named, "No certificate was seen at " + named + ": " + why);
        }
        Instant now = clock.instant();
        return new CertificateSighting(
                named,
                Certificates.shortened(seen.get(0)),
                Certificates.inWords(seen.get(0), address.host(), now) + alsoSeen(seen.size() - 1) + looks.failures(),
                now,
                seen.stream().skip(1).map(Certificates::shortened).toList());
    }

    @Override
    public CertificatesProof proveTrusted(PublicEndpoints endpoints) {
        ChainJudge judge = new ChainJudge(Authorities.beside(endpoints.trustFile()), clock);
        PublicLook look = new PublicLook(
                addresses, () -> new TlsHandshake(connectTimeout, answerTimeout), judge, endpoints.ingress());
        List<ChainVerdict> verdicts =
                endpoints.urls().stream().flatMap(url -> look.at(url).stream()).toList();
        List<String> sentences = verdicts.stream().map(ChainVerdict::sentence).toList();
        if (verdicts.stream().anyMatch(verdict -> verdict.state() == ChainVerdict.State.REFUSED)) {
            return new CertificatesProof(false, sentences);
        }
        if (verdicts.stream().anyMatch(verdict -> verdict.state() == ChainVerdict.State.NOT_YET)) {
            throw Failures.stillWaiting(String.join(" ", sentences), endpoints.pollEvery());
        }
        return new CertificatesProof(true, sentences);
    }

    private static CertificateSighting noAddress(String named, NoHttpAddress fault) {
        String sentence =
                " is not an address to look at, since " + fault.problem() + "; it should be https://host:port.";
        // A user and a password before the host must not be quoted.
        if (named.contains("@")) {
            return none("(not shown)", "What Magnum shows" + sentence);
        }
        return none(named, "\"" + named + "\"" + sentence);
    }

    /** Why there is no address to look at, or null. */
    private @Nullable String lookAtAll(CertificateLooks looks, TlsAddress address) {
        try {
            looks.at(addresses.of(address.host()));
            return null;
        } catch (HostAddresses.Unknown e) {
            return e.getMessage();
        }
    }

    private static String alsoSeen(int others) {
        if (others == 0) {
            return "";
        }
        if (others == 1) {
            return " Other connections met another certificate there.";
        }
        return " Other connections met " + others + " other certificates there.";
    }

    private static CertificateSighting none(String address, String sentence) {
        return CertificateSighting.none(address, sentence);
    }
}

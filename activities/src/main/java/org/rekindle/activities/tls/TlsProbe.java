// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.http.NoHttpAddress;
import org.rekindle.workflows.activities.TlsActivities;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.Endpoint;
import org.rekindle.workflows.model.ServedCertificate;

/**
 * Looks at the certificates that an endpoint serves, by TLS handshakes after which nothing is sent.
 *
 * <p>Whatever hinders the look is told in the sighting; it never fails. It looks over several fresh connections and at each address of
 * the name, since one address may lead to several API servers of which not every one was renewed, and since one connection that is reset
 * tells nothing. The looks as a whole have a limit.
 */
public final class TlsProbe implements TlsActivities {

    /** Finds the addresses of a host. */
    @FunctionalInterface
    interface Names {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    private static final Comparator<ServedCertificate> FIRST_TO_END =
            Comparator.comparing(ServedCertificate::notAfter).thenComparing(ServedCertificate::fingerprint);

    private final Duration connectTimeout;
    private final Duration answerTimeout;
    private final Clock clock;
    private final Names names;

    /**
     * A probe. All its looks at an endpoint together take no longer than both times.
     *
     * @param connectTimeout how long a connection may take
     * @param answerTimeout how long a handshake may take
     */
    public TlsProbe(Duration connectTimeout, Duration answerTimeout, Clock clock) {
        this(connectTimeout, answerTimeout, clock, host -> List.of(InetAddress.getAllByName(host)));
    }

    TlsProbe(Duration connectTimeout, Duration answerTimeout, Clock clock, Names names) {
        this.names = names;
        this.connectTimeout = connectTimeout;
        this.answerTimeout = answerTimeout;
        this.clock = clock;
    }

    @Override
    public CertificateSighting look(Endpoint endpoint) {
        String told = endpoint.address();
        Address address;
        try {
            address = Address.of(told);
        } catch (NoHttpAddress e) {
            // A user and a password before the host must not be quoted.
            String quoted = told.contains("@") ? "What Magnum tells" : "\"" + told + "\"";
            return none(
                    told.contains("@") ? "(not told)" : told,
                    quoted + " is no address to look at, since " + e.problem() + "; it should be https://host:port.");
        }
        Looks looks = new Looks(new Connector(connectTimeout, answerTimeout), address);
        String unknown = lookAtAll(looks, address);
        List<ServedCertificate> seen =
                looks.seen().stream().sorted(FIRST_TO_END).toList();
        if (seen.isEmpty()) {
            return none(
                    told, "No certificate was seen at " + told + ": " + (unknown == null ? looks.trouble() : unknown));
        }
        Instant now = clock.instant();
        return new CertificateSighting(
                told,
                Certificates.shortened(seen.get(0)),
                Certificates.inWords(seen.get(0), address.host(), now) + alsoSeen(seen.size() - 1) + looks.inVain(),
                now,
                seen.stream().skip(1).map(Certificates::shortened).toList());
    }

    /** Why there is no address to look at, or null. */
    private @Nullable String lookAtAll(Looks looks, Address address) {
        // A resolver may take its time, and cannot be told how much it has.
        FutureTask<List<InetAddress>> asked = new FutureTask<>(() -> names.addresses(address.host()));
        Thread asking = new Thread(asked, "names of " + address.host());
        asking.setDaemon(true);
        asking.start();
        try {
            looks.at(asked.get(connectTimeout.toMillis(), TimeUnit.MILLISECONDS));
            return null;
        } catch (ExecutionException e) {
            return "DNS does not know " + address.host() + ".";
        } catch (TimeoutException e) {
            return "DNS did not tell the address of " + address.host() + " in time.";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the look was interrupted.";
        }
    }

    private static String alsoSeen(int others) {
        return others == 0
                ? ""
                : " Other connections met " + (others == 1 ? "another certificate" : others + " other certificates")
                        + " there.";
    }

    private static CertificateSighting none(String address, String sentence) {
        return new CertificateSighting(address, null, sentence);
    }
}

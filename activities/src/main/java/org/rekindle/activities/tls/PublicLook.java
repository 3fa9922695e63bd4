// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.rekindle.activities.http.HttpAddress;
import org.rekindle.activities.http.NoHttpAddress;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/** Looks at one public endpoint as browsers do, at each of its addresses and more than once; the worst that was met counts. */
final class PublicLook {

    /** Behind one address two ingress controllers may take turns, of which one still serves the old certificate. */
    private static final int ROUNDS = 3;

    private static final int MOST_ADDRESSES = 8;

    private final HostAddresses addresses;
    private final Supplier<TlsHandshake> handshakes;
    private final ChainJudge judge;
    private final List<String> ingress;

    /** @param ingress addresses that are the ingress's own */
    PublicLook(HostAddresses addresses, Supplier<TlsHandshake> handshakes, ChainJudge judge, List<String> ingress) {
        this.addresses = addresses;
        this.handshakes = handshakes;
        this.judge = judge;
        this.ingress = List.copyOf(ingress);
    }

    /** What a browser makes of it; empty where there is no TLS. */
    Optional<ChainVerdict> at(String url) {
        HttpAddress address = address(url);
        if (!address.isTls()) {
            return Optional.empty();
        }
        TlsAddress of = new TlsAddress(address.host(), address.port());
        try {
            return Optional.of(worst(addresses.of(of.host()), of));
        } catch (HostAddresses.Unknown e) {
            return Optional.of(notYet(of.host() + " cannot be looked at: " + e.getMessage()));
        }
    }

    private ChainVerdict worst(List<InetAddress> all, TlsAddress of) {
        TlsHandshake handshake = handshakes.get();
        List<ChainVerdict> verdicts = new ArrayList<>();
        Set<String> compared = new TreeSet<>();
        Set<ByteBuffer> judged = new HashSet<>();
        for (int round = 0; round < ROUNDS && !handshake.left().isZero(); round++) {
            for (InetAddress each : all.stream().limit(MOST_ADDRESSES).toList()) {
                HandshakeResult shown = handshake.look(each, of);
                if (shown.noWay() && isIngressByIpv6(each)) {
                    compared.add(each.getHostAddress());
                } else if (shown.trouble() != null) {
                    verdicts.add(notYet("No certificate was seen of " + of.host() + " at " + each.getHostAddress()
                            + ": " + shown.trouble()));
                } else if (judged.add(ByteBuffer.wrap(shown.chain().get(0)))) {
                    verdicts.add(judge.judge(shown.chain(), of.host()));
                }
            }
        }
        ChainVerdict worst = verdicts.stream()
                .max(Comparator.comparing(ChainVerdict::state))
                .orElseGet(() -> notYet("No certificate was seen of " + of.host() + "."));
        return new ChainVerdict(worst.state(), worst.sentence() + comparedAlone(compared));
    }

    /** Many workers have no IPv6. What the ingress serves at its other address it serves at this one as well. */
    private boolean isIngressByIpv6(InetAddress address) {
        return address instanceof Inet6Address && ingress.contains(address.getHostAddress());
    }

    private static String comparedAlone(Set<String> addresses) {
        if (addresses.isEmpty()) {
            return "";
        }
        return " By IPv6 the name leads to " + String.join(", ", addresses)
                + ", an address of the ingress: that was compared and not connected to, since this worker has no way there.";
    }

    private static ChainVerdict notYet(String sentence) {
        return new ChainVerdict(ChainVerdict.State.NOT_YET, sentence);
    }

    private static HttpAddress address(String url) {
        try {
            return HttpAddress.of(url);
        } catch (NoHttpAddress e) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "A URL under verify: cannot be called: " + e.problem() + "; " + e.cure() + ".");
        }
    }
}

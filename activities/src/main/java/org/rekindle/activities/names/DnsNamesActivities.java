// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.NamesActivities;
import org.rekindle.workflows.decide.names.NameJudge;
import org.rekindle.workflows.decide.names.NameVerdict;
import org.rekindle.workflows.model.observation.NameAnswer;
import org.rekindle.workflows.model.run.FailureCode;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.TextParseException;

/** Looks at names with dnsjava, past what Java and the system keep of them. */
public final class DnsNamesActivities implements NamesActivities {

    private final Function<DnsServer, Zones> zones;

    /** Activities that ask the zones' servers at port 53. */
    public DnsNamesActivities() {
        this(Zones::new);
    }

    /** @param zones as a resolver knows them */
    DnsNamesActivities(Function<DnsServer, Zones> zones) {
        this.zones = zones;
    }

    @Override
    public NamesProof prove(NamesWanted wanted) {
        Looked looked = look(wanted);
        if (looked.isAny(NameVerdict.State.WRONG)) {
            return looked.proof(false);
        }
        return rightOrNotYet(wanted, looked);
    }

    @Override
    public NamesProof await(NamesWanted wanted) {
        return rightOrNotYet(wanted, look(wanted));
    }

    private static NamesProof rightOrNotYet(NamesWanted wanted, Looked looked) {
        if (looked.isAny(NameVerdict.State.WRONG) || looked.isAny(NameVerdict.State.TIME_CURES)) {
            throw Failures.stillWaiting(String.join(" ", looked.sentences()), wanted.pollEvery());
        }
        return looked.proof(true);
    }

    /** @param addresses where the names should lead */
    private record Looked(List<NameVerdict> verdicts, List<String> addresses) {

        boolean isAny(NameVerdict.State state) {
            return verdicts.stream().anyMatch(verdict -> verdict.state() == state);
        }

        List<String> sentences() {
            return verdicts.stream().map(NameVerdict::sentence).toList();
        }

        NamesProof proof(boolean right) {
            return new NamesProof(right, sentences(), addresses);
        }
    }

    private Looked look(NamesWanted wanted) {
        DnsServer resolver = DnsServer.resolver(resolver(wanted.resolver()));
        NameLook look = new NameLook(resolver, zones.apply(resolver));
        try {
            List<String> addresses = addresses(look, wanted);
            List<NameVerdict> verdicts = new ArrayList<>();
            for (String host : PublicHosts.of(wanted.urls())) {
                verdicts.add(NameJudge.judge(look.at(host), addresses));
            }
            return new Looked(verdicts, addresses);
        } catch (TextParseException e) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "A URL under verify: has a host that is no name of DNS: " + e.getMessage() + ".");
        }
    }

    private static List<String> addresses(NameLook look, NamesWanted wanted) throws TextParseException {
        List<String> addresses = new ArrayList<>();
        for (String target : wanted.targets()) {
            if (PublicHosts.isAddress(target)) {
                addresses.add(PublicHosts.canonical(target));
            } else {
                addresses.addAll(balancer(look, target, wanted).addresses());
            }
        }
        return addresses;
    }

    private static NameAnswer balancer(NameLook look, String name, NamesWanted wanted) throws TextParseException {
        NameAnswer answer = look.resolve(name);
        if (answer.addresses().isEmpty()) {
            throw Failures.stillWaiting(
                    "The load balancer's name " + name + " leads to no address yet.", wanted.pollEvery());
        }
        return answer;
    }

    private static InetSocketAddress resolver(@Nullable String named) {
        if (named == null) {
            return ResolverConfig.getCurrentConfig().server();
        }
        String bare = named.replaceAll("[\\[\\]]", "");
        boolean namesPort = named.matches("\\[.*]:\\d+|[0-9.]+:\\d+");
        if (!namesPort) {
            return new InetSocketAddress(literal(bare), 53);
        }
        int colon = bare.lastIndexOf(':');
        return new InetSocketAddress(literal(bare.substring(0, colon)), Integer.parseInt(bare.substring(colon + 1)));
    }

    /** Without asking DNS. */
    private static InetAddress literal(String address) {
        try {
            if (PublicHosts.isAddress(address)) {
                return InetAddress.getByName(address);
            }
        } catch (UnknownHostException e) {
            // Said below, as of any other text.
        }
        throw Failures.of(FailureCode.MISCONFIGURED, "\"" + address + "\" under verify.names is no IP address.");
    }
}

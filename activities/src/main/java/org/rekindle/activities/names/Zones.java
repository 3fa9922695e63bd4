// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.model.observation.NameAnswer;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Finds the zone that holds a name, and the zone's own servers, by asking a resolver. */
final class Zones {

    /** A zone with more servers than that need not be asked at each. */
    private static final int MOST_SERVERS = 6;

    private static final int DNS = 53;

    /**
     * A zone.
     *
     * @param servers its own, one address of each
     * @param notFound its own whose addresses are not known, each with the reason
     */
    record Zone(Name name, List<DnsServer> servers, List<NameAnswer> notFound) {}

    private final DnsServer resolver;
    private final int port;

    Zones(DnsServer resolver) {
        this(resolver, DNS);
    }

    /** @param port at which the zones' servers listen */
    Zones(DnsServer resolver, int port) {
        this.resolver = resolver;
        this.port = port;
    }

    /** The zone that holds a name: the closest one above it, or the name itself, that has servers. */
    Zone of(Name name) throws DnsTrouble {
        for (Name candidate = name; candidate.labels() > 2; candidate = new Name(candidate, 1)) {
            Name zone = candidate;
            List<Name> servers = resolver.ask(zone, Type.NS).stream()
                    .filter(NSRecord.class::isInstance)
                    .filter(record -> record.getName().equals(zone))
                    .map(record -> ((NSRecord) record).getTarget())
                    .limit(MOST_SERVERS)
                    .toList();
            if (!servers.isEmpty()) {
                return zone(zone, servers);
            }
        }
        throw new DnsTrouble("no zone of it is known.");
    }

    /** One of the servers that hold a name. */
    DnsServer anyServer(Name name) throws DnsTrouble {
        for (DnsServer server : of(name).servers()) {
            if (answers(server, name)) {
                return server;
            }
        }
        throw new DnsTrouble("no server of " + name.toString(true) + " answers.");
    }

    private static boolean answers(DnsServer server, Name name) {
        try {
            server.ask(name, Type.SOA);
            return true;
        } catch (DnsTrouble silent) {
            return false;
        }
    }

    /** A server that cannot be found keeps none of the others from being asked. */
    private Zone zone(Name zone, List<Name> names) {
        List<DnsServer> servers = new ArrayList<>();
        List<NameAnswer> notFound = new ArrayList<>();
        for (Name name : names) {
            try {
                servers.add(DnsServer.authority(name, address(name), port));
            } catch (DnsTrouble e) {
                notFound.add(NameAnswer.silent(name.toString(true), e.why()));
            }
        }
        return new Zone(zone, List.copyOf(servers), List.copyOf(notFound));
    }

    /** By IPv4 first: many workers have no IPv6. */
    private InetAddress address(Name name) throws DnsTrouble {
        try {
            for (Record record : resolver.ask(name, Type.A)) {
                if (record instanceof ARecord a) {
                    return a.getAddress();
                }
            }
            for (Record record : resolver.ask(name, Type.AAAA)) {
                if (record instanceof AAAARecord aaaa) {
                    return aaaa.getAddress();
                }
            }
        } catch (DnsTrouble e) {
            throw new DnsTrouble("its address could not be asked for at " + resolver.label() + ": " + e.why());
        }
        throw new DnsTrouble("its name leads to no address.");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;

/** A DNS server: one of a zone's own, which must hold the zone, or a resolver, which asks others. */
final class DnsServer {

    private static final Duration ANSWER = Duration.ofSeconds(3);

    /** By UDP a question or its answer may get lost. */
    private static final int TRIES = 2;

    private final String label;
    private final SimpleResolver server;
    private final boolean isAuthority;

    private DnsServer(String label, InetSocketAddress address, boolean isAuthority) {
        this.label = label;
        this.isAuthority = isAuthority;
        this.server = new SimpleResolver(address);
        server.setTimeout(ANSWER);
    }

    static DnsServer resolver(InetSocketAddress address) {
        return new DnsServer(address.getAddress().getHostAddress(), address, false);
    }

    /** @param name by which the zone names it */
    static DnsServer authority(Name name, InetAddress address, int port) {
        return new DnsServer(
                name.toString(true) + " (" + address.getHostAddress() + ")",
                new InetSocketAddress(address, port),
                true);
    }

    /** As people know it. */
    String label() {
        return label;
    }

    boolean isAuthority() {
        return isAuthority;
    }

    /**
     * The records of a name that it answers with, aliases first.
     *
     * @return none when the name does not exist, or has no such record
     * @throws DnsTrouble when it does not answer, refuses, or does not hold the zone
     */
    List<Record> ask(Name name, int type) throws DnsTrouble {
        Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        if (isAuthority) {
            question.getHeader().unsetFlag(Flags.RD);
        }
        Message answer = send(question);
        int code = answer.getHeader().getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            throw new DnsTrouble("it answers " + Rcode.string(code) + ".");
        }
        if (isAuthority && !answer.getHeader().getFlag(Flags.AA)) {
            throw new DnsTrouble("it does not hold the zone that is delegated to it.");
        }
        return answer.getSection(Section.ANSWER);
    }

    private Message send(Message question) throws DnsTrouble {
        IOException last = null;
        for (int tried = 0; tried < TRIES; tried++) {
            try {
                return server.send(question);
            } catch (IOException e) {
                last = e;
            }
        }
        throw new DnsTrouble(
                "it did not answer (" + Objects.requireNonNull(last).getClass().getSimpleName() + ").");
    }
}

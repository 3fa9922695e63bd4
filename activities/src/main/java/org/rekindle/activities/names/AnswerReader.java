// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.NameAnswer;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Asks one server for a name's addresses, and follows its aliases to other zones, as a resolver does. */
final class AnswerReader {

    /** Longer ways are loops. */
    private static final int MOST_ALIASES = 8;

    private final Zones zones;

    AnswerReader(Zones zones) {
        this.zones = zones;
    }

    NameAnswer read(DnsServer server, Name name) {
        try {
            return follow(server, name);
        } catch (DnsTrouble e) {
            return NameAnswer.silent(server.label(), e.why());
        }
    }

    private NameAnswer follow(DnsServer first, Name name) throws DnsTrouble {
        Set<Name> way = new LinkedHashSet<>(List.of(name));
        DnsServer server = first;
        Name current = name;
        long ttl = Long.MAX_VALUE;
        while (true) {
            List<Record> records = new ArrayList<>(server.ask(current, Type.A));
            records.addAll(server.ask(current, Type.AAAA));
            Name end = end(current, records, way);
            Set<String> addresses = addresses(end, records);
            ttl = Math.min(ttl, shortest(records));
            if (!addresses.isEmpty() || end.equals(current) || !server.isAuthority()) {
                return answer(first, way, addresses, ttl);
            }
            server = zones.anyServer(end);
            current = end;
        }
    }

    /** Where the aliases among the records lead from a name; all are put down. */
    private static Name end(Name from, List<Record> records, Set<Name> way) throws DnsTrouble {
        Name current = from;
        while (true) {
            Name next = alias(current, records);
            if (next == null) {
                return current;
            }
            if (!way.add(next) || way.size() > MOST_ALIASES) {
                throw new DnsTrouble("its aliases lead in a circle.");
            }
            current = next;
        }
    }

    private static @Nullable Name alias(Name of, List<Record> records) {
        return records.stream()
                .filter(record -> record.getName().equals(of))
                .filter(CNAMERecord.class::isInstance)
                .map(record -> ((CNAMERecord) record).getTarget())
                .findFirst()
                .orElse(null);
    }

    private static Set<String> addresses(Name of, List<Record> records) {
        return records.stream()
                .filter(record -> record.getName().equals(of))
                .flatMap(record -> address(record).stream())
                .map(InetAddress::getHostAddress)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of an A or AAAA record. */
    static Optional<InetAddress> address(Record record) {
        if (record instanceof ARecord a) {
            return Optional.of(a.getAddress());
        }
        if (record instanceof AAAARecord aaaa) {
            return Optional.of(aaaa.getAddress());
        }
        return Optional.empty();
    }

    private static long shortest(List<Record> records) {
        return records.stream().mapToLong(Record::getTTL).min().orElse(Long.MAX_VALUE);
    }

    private static NameAnswer answer(DnsServer by, Set<Name> way, Set<String> addresses, long ttl) {
        return new NameAnswer(
                by.label(),
                null,
                way.stream().skip(1).map(each -> each.toString(true)).toList(),
                List.copyOf(addresses),
                ttl == Long.MAX_VALUE ? Duration.ZERO : Duration.ofSeconds(ttl));
    }
}

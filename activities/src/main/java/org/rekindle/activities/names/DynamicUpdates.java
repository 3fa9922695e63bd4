// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import io.temporal.failure.ApplicationFailure;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.fleet.Rfc2136Provider;
import org.rekindle.workflows.model.run.FailureCode;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/**
 * Changes records by dynamic updates (RFC 2136). An update has the records as they were read for its prerequisites, so that the server
 * itself refuses it where someone else was faster, also after an answer was lost.
 */
final class DynamicUpdates implements RecordKeeper {

    /** In seconds, of a record that has none: short enough to correct a mistake, long enough for resolvers. */
    private static final long USUAL_TTL = 300;

    private static final List<Integer> ADDRESS_TYPES = List.of(Type.A, Type.AAAA);

    /** Addresses that no machine has (RFC 5737, RFC 3849), by the type of their record. */
    private static final Map<Integer, String> UNASSIGNED = Map.of(Type.A, "192.0.2.0", Type.AAAA, "2001:db8::");

    /** How a server says that a prerequisite is not met. */
    private static final Set<Integer> CHANGED = Set.of(Rcode.NXRRSET, Rcode.YXRRSET, Rcode.NXDOMAIN, Rcode.YXDOMAIN);

    private final PrimaryServer server;
    private final Name zone;

    private DynamicUpdates(PrimaryServer server, Name zone) {
        this.server = server;
        this.zone = zone;
    }

    static DynamicUpdates at(Rfc2136Provider provider) {
        return new DynamicUpdates(PrimaryServer.of(provider), name(provider.zone()));
    }

    @Override
    public RecordSighting look(String host) throws RecordsLeft {
        Name name = name(host);
        if (!name.subdomain(zone)) {
            throw new RecordsLeft(host + " is not in the zone " + zone.toString(true)
                    + ", in which alone the run sets records. Set it by hand.");
        }
        List<Record> records = records(name);
        return new RecordSighting(host, alias(records), addresses(records));
    }

    @Override
    public void replace(RecordSighting seen, List<String> wanted) throws RecordsLeft {
        send(prepare(seen, wanted));
    }

    /**
     * Deletes a record that the name does not have, which every server passes over (RFC 2136, 3.4.2.4). A message with prerequisites
     * alone would not tell: neither BIND nor Knot DNS asks then whether the key may update the name.
     */
    @Override
    public void rehearse(RecordSighting seen) throws RecordsLeft {
        Name name = name(seen.name());
        List<Record> before = unchanged(seen);
        Update update = onlyIf(name, before);
        List<Integer> present = types(before);
        (present.isEmpty() ? List.of(Type.A) : present)
                .forEach(type -> update.delete(record(name, 0, Objects.requireNonNull(UNASSIGNED.get(type)))));
        send(new Prepared(seen, update));
    }

    /** An update that was not sent yet. */
    record Prepared(RecordSighting seen, Update update) {}

    Prepared prepare(RecordSighting seen, List<String> wanted) throws RecordsLeft {
        return new Prepared(seen, update(name(seen.name()), unchanged(seen), wanted));
    }

    /** The records themselves, if they are as they were seen. */
    private List<Record> unchanged(RecordSighting seen) throws RecordsLeft {
        List<Record> records = records(name(seen.name()));
        if (!new RecordSighting(seen.name(), alias(records), addresses(records)).equals(seen)) {
            throw changed(seen.name());
        }
        return records;
    }

    void send(Prepared prepared) throws RecordsLeft {
        Message answer = server.send(prepared.update());
        int code = answer.getHeader().getRcode();
        if (CHANGED.contains(code)) {
            refuse(prepared.seen());
        }
        if (code != Rcode.NOERROR) {
            throw server.refusal(answer, prepared.seen().name());
        }
    }

    private Update update(Name name, List<Record> before, List<String> wanted) {
        Update update = onlyIf(name, before);
        types(before).forEach(type -> update.delete(name, type));
        long ttl = before.stream().mapToLong(Record::getTTL).min().orElse(USUAL_TTL);
        wanted.forEach(address -> update.add(record(name, ttl, address)));
        return update;
    }

    /** An update that is carried out only while the name has these records. */
    private Update onlyIf(Name name, List<Record> before) {
        Update update = new Update(zone);
        // Without it a server passes over an address for a name that has become an alias, and says that all is well.
        update.absent(name, Type.CNAME);
        for (int type : ADDRESS_TYPES) {
            List<Record> present = ofType(before, type);
            if (present.isEmpty()) {
                update.absent(name, type);
            }
            present.forEach(record -> update.present(withoutTtl(record)));
        }
        return update;
    }

    /** A prerequisite has none, and says so by 0. */
    private static Record withoutTtl(Record record) {
        return Record.newRecord(record.getName(), record.getType(), DClass.IN, 0, record.rdataToWireCanonical());
    }

    /** What answers for a name by a wildcard is no record of the name, and does not meet a prerequisite. */
    private void refuse(RecordSighting seen) throws RecordsLeft {
        Name name = name(seen.name());
        if (!name.equals(zone) && !seen.addresses().isEmpty()) {
            List<String> beside = addresses(records(beside(name)));
            if (beside.equals(seen.addresses())) {
                throw new RecordsLeft(seen.name() + " has no record of its own: a wildcard of " + zone.toString(true)
                        + " answers for it, and the run makes no record beside a wildcard.");
            }
        }
        throw changed(seen.name());
    }

    private static ApplicationFailure changed(String name) {
        return Failures.of(
                FailureCode.UNAVAILABLE,
                "The records of " + name + " were changed by someone else just now, so they are looked at again.");
    }

    private List<Record> records(Name name) throws RecordsLeft {
        List<Record> records = new ArrayList<>();
        for (int type : ADDRESS_TYPES) {
            records.addAll(server.ask(name, type));
        }
        return records.stream().filter(record -> record.getName().equals(name)).toList();
    }

    private static List<Integer> types(List<Record> records) {
        return ADDRESS_TYPES.stream()
                .filter(type -> !ofType(records, type).isEmpty())
                .toList();
    }

    private static List<Record> ofType(List<Record> records, int type) {
        return records.stream().filter(record -> record.getType() == type).toList();
    }

    private static @Nullable String alias(List<Record> records) {
        return records.stream()
                .filter(CNAMERecord.class::isInstance)
                .map(record -> ((CNAMERecord) record).getTarget().toString(true))
                .findFirst()
                .orElse(null);
    }

    private static List<String> addresses(List<Record> records) {
        return records.stream()
                .flatMap(record -> AnswerReader.address(record).stream())
                .map(InetAddress::getHostAddress)
                .sorted()
                .toList();
    }

    private static Record record(Name name, long ttl, String address) {
        InetAddress literal = PublicHosts.literal(address);
        if (literal instanceof Inet6Address) {
            return new AAAARecord(name, DClass.IN, ttl, literal);
        }
        return new ARecord(name, DClass.IN, ttl, literal);
    }

    private static Name name(String host) {
        try {
            return Name.fromString(host, Name.root);
        } catch (TextParseException e) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED, host + " in the fleet file is no name of DNS: " + e.getMessage() + ".");
        }
    }

    /** A name that nobody has made. */
    private static Name beside(Name name) {
        return name("rekindle-" + UUID.randomUUID() + "." + new Name(name, 1));
    }
}

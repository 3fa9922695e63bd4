// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.NameAnswer;
import org.rekindle.workflows.model.observation.NameSighting;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** Looks at a name from outside: at each server of its zone, at a resolver, and at a name beside it that nobody has made. */
final class NameLook {

    private final DnsServer resolver;
    private final Zones zones;
    private final AnswerReader reader;

    NameLook(DnsServer resolver, Zones zones) {
        this.resolver = resolver;
        this.zones = zones;
        this.reader = new AnswerReader(zones);
    }

    /** @throws TextParseException when it is no name of DNS */
    NameSighting at(String host) throws TextParseException {
        Name name = Name.fromString(host, Name.root);
        NameAnswer said = reader.read(resolver, name);
        Zones.@Nullable Zone zone = zone(name);
        if (zone == null) {
            return new NameSighting(host, null, List.of(), said, List.of());
        }
        List<NameAnswer> authorities = Stream.concat(
                        zone.servers().stream().map(server -> reader.read(server, name)), zone.notFound().stream())
                .toList();
        return new NameSighting(host, zone.name().toString(true), authorities, said, wildcard(zone, name));
    }

    /** The addresses of a load balancer that has a name. */
    NameAnswer resolve(String host) throws TextParseException {
        return reader.read(resolver, Name.fromString(host, Name.root));
    }

    private Zones.@Nullable Zone zone(Name name) {
        try {
            return zones.of(name);
        } catch (DnsTrouble unknown) {
            // The resolver's own answer says what hinders it.
            return null;
        }
    }

    private List<String> wildcard(Zones.Zone zone, Name name) throws TextParseException {
        if (zone.servers().isEmpty() || name.equals(zone.name())) {
            return List.of();
        }
        Name nobodys = Name.fromString("rekindle-" + UUID.randomUUID(), new Name(name, 1));
        return reader.read(zone.servers().get(0), nobodys).addresses();
    }
}

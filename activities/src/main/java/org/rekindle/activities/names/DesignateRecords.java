// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.client.Pages;
import org.rekindle.activities.openstack.client.ServiceAnswer;
import org.rekindle.activities.openstack.client.ServiceCall;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Changes record sets in Designate, API v2. It knows no condition for a change: the record sets are read once more right before it, so what
 * is changed between these two requests is overwritten.
 */
final class DesignateRecords implements RecordKeeper {

    /** In seconds, of a record set that has none. */
    private static final int USUAL_TTL = 300;

    /** Of no zone (RFC 2606). */
    private static final String NOWHERE = "hub.invalid";

    private final OpenStackSession session;
    private final Duration pollEvery;

    DesignateRecords(OpenStackSession session, Duration pollEvery) {
        this.session = session;
        this.pollEvery = pollEvery;
    }

    @Override
    public RecordSighting look(String name) throws RecordsLeft {
        JsonNode zone = zone(name);
        List<JsonNode> sets = sets(zone, name);
        for (JsonNode set : sets) {
            requireSettled(name, set);
        }
        if (sets.isEmpty() && !sets(zone, wildcard(name)).isEmpty()) {
            throw new RecordsLeft(name + " has no record of its own: a wildcard answers for it, and the run makes no"
                    + " record beside a wildcard.");
        }
        return sighting(name, sets);
    }

    @Override
    public void replace(RecordSighting seen, List<String> wanted) throws RecordsLeft {
        String name = seen.name();
        JsonNode zone = zone(name);
        List<JsonNode> sets = sets(zone, name);
        if (!sighting(name, sets).equals(seen)) {
            throw changed(name);
        }
        String path = "/zones/" + zone.path("id").asText() + "/recordsets";
        for (AddressType type : AddressType.values()) {
            List<String> addresses = wanted.stream().filter(type::has).toList();
            Optional<JsonNode> present = ofType(sets, type.name());
            if (present.isPresent()) {
                change(name, path + "/" + present.get().path("id").asText(), addresses);
            } else if (!addresses.isEmpty()) {
                required(name, ServiceCall.post(CloudService.DNS, path, made(name, type, ttl(sets), addresses)));
            }
        }
        // A change that Designate's servers do not have yet is waited for.
        look(name);
    }

    /**
     * Asks for a record set that is in no zone. Designate looks whether the login may make one first, then at the quota, and refuses the
     * name last.
     */
    @Override
    public void rehearse(RecordSighting seen) throws RecordsLeft {
        String path = "/zones/" + zone(seen.name()).path("id").asText() + "/recordsets";
        ServiceAnswer answer = session.send(ServiceCall.post(
                CloudService.DNS, path, made(NOWHERE, AddressType.A, USUAL_TTL, List.of("192.0.2.0"))));
        boolean fails = !answer.body().path("type").asText().equals("invalid_recordset_location");
        // A full quota keeps none of the record sets that there are from being changed.
        boolean isFull = answer.status() == 413 && !seen.addresses().isEmpty();
        if (fails && !isFull) {
            throw refusal(seen.name(), answer);
        }
    }

    private enum AddressType {
        A,
        AAAA;

        boolean has(String address) {
            return address.contains(":") == (this == AAAA);
        }
    }

    /** Its time to live is kept. */
    private void change(String name, String path, List<String> addresses) throws RecordsLeft {
        if (addresses.isEmpty()) {
            required(name, ServiceCall.delete(CloudService.DNS, path));
            return;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        addresses.forEach(body.putArray("records")::add);
        required(name, ServiceCall.put(CloudService.DNS, path, body));
    }

    private static ObjectNode made(String name, AddressType type, int ttl, List<String> addresses) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", name + ".").put("type", type.name()).put("ttl", ttl);
        addresses.forEach(body.putArray("records")::add);
        return body;
    }

    private static int ttl(List<JsonNode> sets) {
        return sets.stream()
                .mapToInt(set -> set.path("ttl").asInt(USUAL_TTL))
                .min()
                .orElse(USUAL_TTL);
    }

    private void required(String name, ServiceCall call) throws RecordsLeft {
        ServiceAnswer answer = session.send(call);
        if (!answer.isSuccess()) {
            throw refusal(name, answer);
        }
    }

    private static RecordsLeft refusal(String name, ServiceAnswer answer) {
        if (answer.status() == 409) {
            throw changed(name);
        }
        ApplicationFailure failure = answer.failure();
        if (FailureCode.valueOf(failure.getType()).triedAgain()) {
            throw failure;
        }
        return new RecordsLeft(
                "Designate does not change the records of " + name + ": " + answer.reason() + cure(answer.status()));
    }

    private static String cure(int status) {
        return switch (status) {
            case 403 -> " Give the cloud's login a role that may change record sets, such as member.";
            case 404 -> " The zone or the record set is gone: make it again.";
            case 413 -> " Have the quota of record sets raised.";
            default -> "";
        };
    }

    private static ApplicationFailure changed(String name) {
        return Failures.of(
                FailureCode.UNAVAILABLE,
                "The records of " + name + " were changed by someone else just now, so they are looked at again.");
    }

    /** The closest zone above the name, or of the name itself, that the login's project has. */
    private JsonNode zone(String name) throws RecordsLeft {
        return all(ServiceCall.get(CloudService.DNS, "/zones"), "zones").stream()
                .filter(zone ->
                        ("." + name + ".").endsWith("." + zone.path("name").asText()))
                .max(Comparator.comparingInt(zone -> zone.path("name").asText().length()))
                .orElseThrow(
                        () -> new RecordsLeft(
                                "Designate has no zone of " + name
                                        + " in the cloud's project. Make it there or share it with the project, or set the record by hand."));
    }

    /** The record sets of exactly this name: an asterisk in Designate's own filter stands for anything. */
    private List<JsonNode> sets(JsonNode zone, String name) {
        String path = "/zones/" + zone.path("id").asText() + "/recordsets";
        return all(ServiceCall.get(CloudService.DNS, path).withQuery("name", name + "."), "recordsets").stream()
                .filter(set -> set.path("name").asText().equalsIgnoreCase(name + "."))
                .filter(set ->
                        List.of("A", "AAAA", "CNAME").contains(set.path("type").asText()))
                .toList();
    }

    private List<JsonNode> all(ServiceCall call, String key) {
        return Pages.all(session.send(call), session::send, key);
    }

    private void requireSettled(String name, JsonNode set) throws RecordsLeft {
        String status = set.path("status").asText();
        if (status.equals("PENDING")) {
            throw Failures.stillWaiting("Designate is changing the records of " + name + " (PENDING).", pollEvery);
        }
        if (status.equals("ERROR")) {
            throw new RecordsLeft(
                    "Designate could not carry out a change of the records of " + name + " (ERROR). Its log says why.");
        }
    }

    private static RecordSighting sighting(String name, List<JsonNode> sets) {
        String alias = ofType(sets, "CNAME")
                .map(set -> set.path("records").path(0).asText().replaceFirst("\\.$", ""))
                .orElse(null);
        List<String> addresses = sets.stream()
                .filter(set -> !set.path("type").asText().equals("CNAME"))
                .flatMap(set -> StreamSupport.stream(set.path("records").spliterator(), false))
                .map(record -> PublicHosts.canonical(record.asText()))
                .sorted()
                .toList();
        return new RecordSighting(name, alias, addresses);
    }

    private static Optional<JsonNode> ofType(List<JsonNode> sets, String type) {
        return sets.stream()
                .filter(set -> set.path("type").asText().equals(type))
                .findFirst();
    }

    private static String wildcard(String name) {
        return "*." + name.substring(name.indexOf('.') + 1);
    }
}

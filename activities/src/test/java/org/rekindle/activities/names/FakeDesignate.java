// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.FakeCloud;
import org.rekindle.activities.openstack.FakeCloud.Reply;
import org.rekindle.activities.openstack.FakeCloud.Request;
import org.rekindle.activities.openstack.client.OpenStackSession;

/**
 * Designate as its API reference (v2) shows it: zones and record sets, lists in pages, changes that are accepted with 202 and are PENDING
 * for a while, errors with {@code code}, {@code type} and {@code message}.
 */
final class FakeDesignate implements AutoCloseable {

    private static final String ZONE = "0b9c0c9d-5b0f-4d0c-8c0a-2f0f4f6f6f01";
    private static final String PATH = "/dns/v2/zones/" + ZONE + "/recordsets";

    private final FakeCloud cloud = new FakeCloud("one");
    private final List<ObjectNode> sets = new ArrayList<>();
    private final List<String> zones = new ArrayList<>(List.of("example.org."));
    private int number;

    /** What a change is answered with in place of being carried out; null where it is. */
    @Nullable
    Reply refusal;

    /** The status of what was changed. */
    String status = "ACTIVE";

    FakeDesignate() {
        cloud.lists("dns", "designate", "/dns");
        cloud.route("GET", "/dns/v2/zones", request -> Reply.of(200, zones()));
        cloud.route("GET", PATH, this::list);
        cloud.route("POST", PATH, this::make);
        cloud.route("PUT", PATH + "/([^/]+)", this::change);
        cloud.route("DELETE", PATH + "/([^/]+)", this::delete);
    }

    OpenStackSession session() {
        return new OpenStackSession(cloud.entry(), Duration.ofSeconds(5), Duration.ofSeconds(5), Clock.systemUTC());
    }

    void hold(String name, String type, int ttl, String... records) {
        ObjectNode set = FakeCloud.JSON.createObjectNode();
        set.put("id", "set-" + ++number)
                .put("zone_id", ZONE)
                .put("zone_name", "example.org.")
                .put("name", name)
                .put("type", type)
                .put("ttl", ttl)
                .put("status", "ACTIVE")
                .put("action", "NONE");
        for (String record : records) {
            set.withArray("records").add(record);
        }
        sets.add(set);
    }

    void lose(String zone) {
        zones.remove(zone);
    }

    void delegate(String zone) {
        zones.add(zone);
    }

    /** All changes are with its own servers, well or not. */
    void settle(String outcome) {
        sets.forEach(set -> set.put("status", outcome));
    }

    /** What it holds of a name, as {@code A 300 198.51.100.1}. */
    List<String> held(String name) {
        return sets.stream()
                .filter(set -> set.path("name").asText().equals(name))
                .map(set -> set.path("type").asText() + " " + set.path("ttl").asInt() + " "
                        + set.path("records").path(0).asText())
                .toList();
    }

    /** Its changes, as {@code PUT set-1}. */
    List<String> changes() {
        return cloud.asked.stream()
                .filter(one -> !one.method().equals("GET") && one.path().startsWith("/dns"))
                .map(one -> one.method() + one.path().substring(PATH.length()).replace("/", " "))
                .toList();
    }

    static Reply error(int code, String type, String message) {
        ObjectNode body = FakeCloud.JSON.createObjectNode();
        body.put("code", code).put("type", type).put("message", message).put("request_id", "req-1");
        return Reply.of(code, body);
    }

    private ObjectNode zones() {
        ObjectNode body = FakeCloud.JSON.createObjectNode();
        ArrayNode list = body.putArray("zones");
        for (String zone : zones) {
            list.addObject()
                    .put("id", zone.equals("example.org.") ? ZONE : "another")
                    .put("name", zone)
                    .put("type", "PRIMARY")
                    .put("status", "ACTIVE");
        }
        body.putObject("links").put("self", cloud.url("/dns/v2/zones"));
        body.putObject("metadata").put("total_count", zones.size());
        return body;
    }

    /** One on each page, with a link to the next. An asterisk in the filter stands for anything. */
    private Reply list(Request request) {
        String query = URLDecoder.decode(request.asked().query(), StandardCharsets.UTF_8);
        String filter = Pattern.quote(value(query, "name")).replace("*", "\\E.*\\Q");
        int from = value(query, "marker").isEmpty() ? 0 : Integer.parseInt(value(query, "marker"));
        List<ObjectNode> found = sets.stream()
                .filter(set -> set.path("name").asText().matches(filter))
                .toList();
        ObjectNode body = FakeCloud.JSON.createObjectNode();
        ArrayNode page = body.putArray("recordsets");
        ObjectNode links = body.putObject("links").put("self", cloud.url(PATH));
        if (from < found.size()) {
            page.add(found.get(from));
        }
        if (from + 1 < found.size()) {
            links.put("next", cloud.url(PATH) + "?limit=1&marker=" + (from + 1));
        }
        return Reply.of(200, body);
    }

    private static String value(String query, String key) {
        for (String part : query.split("&")) {
            if (part.startsWith(key + "=")) {
                return part.substring(key.length() + 1);
            }
        }
        return "";
    }

    private Reply make(Request request) {
        if (refusal != null) {
            return refusal;
        }
        JsonNode wanted = request.asked().json();
        if (!wanted.path("name").asText().endsWith(".example.org.")) {
            return error(400, "invalid_recordset_location", "RecordSet is not contained within it's parent zone");
        }
        hold(
                wanted.path("name").asText(),
                wanted.path("type").asText(),
                wanted.path("ttl").asInt(),
                wanted.path("records").path(0).asText());
        return accepted(sets.get(sets.size() - 1));
    }

    private Reply change(Request request) {
        if (refusal != null) {
            return refusal;
        }
        ObjectNode set = set(request);
        set.set("records", request.asked().json().path("records"));
        return accepted(set);
    }

    private Reply delete(Request request) {
        if (refusal != null) {
            return refusal;
        }
        ObjectNode set = set(request);
        sets.remove(set);
        return accepted(set.deepCopy());
    }

    private ObjectNode set(Request request) {
        return sets.stream()
                .filter(set -> set.path("id").asText().equals(request.parts().get(0)))
                .findFirst()
                .orElseThrow();
    }

    private Reply accepted(ObjectNode set) {
        set.put("status", status);
        return Reply.of(202, set);
    }

    @Override
    public void close() {
        cloud.close();
    }
}

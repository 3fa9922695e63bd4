// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openstack4j.core.transport.HttpMethod;

/**
 * One request to a service.
 *
 * @param path below the service's versioned URL, starting with a slash
 */
record Call(
        CloudService service,
        HttpMethod method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable JsonNode body) {

    static Call get(CloudService service, String path) {
        return new Call(service, HttpMethod.GET, path, Map.of(), Map.of(), null);
    }

    static Call delete(CloudService service, String path) {
        return new Call(service, HttpMethod.DELETE, path, Map.of(), Map.of(), null);
    }

    /** A PATCH without a body. */
    static Call patch(CloudService service, String path) {
        return new Call(service, HttpMethod.PATCH, path, Map.of(), Map.of(), null);
    }

    static Call put(CloudService service, String path, JsonNode body) {
        return new Call(service, HttpMethod.PUT, path, Map.of(), Map.of(), body);
    }

    static Call post(CloudService service, String path, JsonNode body) {
        return new Call(service, HttpMethod.POST, path, Map.of(), Map.of(), body);
    }

    Call withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Call(service, method, path, query, Map.copyOf(more), body);
    }

    Call withQuery(String name, String value) {
        Map<String, String> more = new HashMap<>(query);
        more.put(name, value);
        return new Call(service, method, path, Map.copyOf(more), headers, body);
    }

    /** For messages: what was asked, without its body. */
    String inWords() {
        return service.label() + ", " + method + " " + path;
    }
}

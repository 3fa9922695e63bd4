// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openstack4j.core.transport.HttpMethod;
import org.rekindle.activities.openstack.CloudService;

/**
 * One request to a service.
 *
 * @param path below the service's versioned URL, starting with a slash
 */
public record ServiceCall(
        CloudService service,
        HttpMethod method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable JsonNode body) {

    /** A GET. */
    public static ServiceCall get(CloudService service, String path) {
        return new ServiceCall(service, HttpMethod.GET, path, Map.of(), Map.of(), null);
    }

    /** A DELETE. */
    public static ServiceCall delete(CloudService service, String path) {
        return new ServiceCall(service, HttpMethod.DELETE, path, Map.of(), Map.of(), null);
    }

    /** A PATCH without a body. */
    public static ServiceCall patch(CloudService service, String path) {
        return new ServiceCall(service, HttpMethod.PATCH, path, Map.of(), Map.of(), null);
    }

    /** A PUT with a body. */
    public static ServiceCall put(CloudService service, String path, JsonNode body) {
        return new ServiceCall(service, HttpMethod.PUT, path, Map.of(), Map.of(), body);
    }

    /** A POST with a body. */
    public static ServiceCall post(CloudService service, String path, JsonNode body) {
        return new ServiceCall(service, HttpMethod.POST, path, Map.of(), Map.of(), body);
    }

    /** The same call with one more header. */
    public ServiceCall withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new ServiceCall(service, method, path, query, Map.copyOf(more), body);
    }

    /** The same call with one more parameter in its address. */
    public ServiceCall withQuery(String name, String value) {
        Map<String, String> more = new HashMap<>(query);
        more.put(name, value);
        return new ServiceCall(service, method, path, Map.copyOf(more), headers, body);
    }

    /** For messages: what was asked, without its body. */
    String inWords() {
        return service.label() + ", " + method + " " + path;
    }
}

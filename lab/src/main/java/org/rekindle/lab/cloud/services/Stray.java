// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import java.util.Map;
import org.rekindle.lab.cloud.http.JsonFields;

/**
 * Something left behind, which nothing in the cloud works with.
 *
 * @param fields as its service shows them, beside the id and the project
 */
public record Stray(Kind kind, String id, String projectId, Map<String, Object> fields) {

    /** What it is; the name is what its service calls a list of them. */
    public enum Kind {
        NETWORK("networks", "network"),
        ROUTER("routers", "router"),
        PORT("ports", "port"),
        SECURITY_GROUP("security_groups", "security_group"),
        SNAPSHOT("snapshots", "snapshot");

        private final String list;
        private final String one;

        Kind(String list, String one) {
            this.list = list;
            this.one = one;
        }

        String list() {
            return list;
        }

        String one() {
            return one;
        }
    }

    public Stray {
        fields = Map.copyOf(fields);
    }

    String field(String name) {
        return String.valueOf(fields.getOrDefault(name, ""));
    }

    JsonFields view() {
        JsonFields view =
                new JsonFields().with("id", id).with("project_id", projectId).with("tenant_id", projectId);
        fields.forEach(view::with);
        return view;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.identity.Caller;

/**
 * A cluster template.
 *
 * @param fields what the API shows beside the links and the times
 */
record StoredTemplate(
        String uuid,
        String projectId,
        JsonFields fields,
        Map<String, String> labels,
        boolean isPublic,
        boolean hidden,
        Instant createdAt,
        @Nullable Instant updatedAt) {

    String name() {
        return String.valueOf(fields.get("name"));
    }

    String imageId() {
        return String.valueOf(fields.get("image_id"));
    }

    @Nullable
    String text(String field) {
        Object value = fields.get(field);
        return value == null ? null : value.toString();
    }

    boolean flag(String field) {
        return Boolean.TRUE.equals(fields.get(field));
    }

    boolean visibleTo(Caller caller) {
        return caller.admin() || projectId.equals(caller.projectId()) || (isPublic && !hidden);
    }
}

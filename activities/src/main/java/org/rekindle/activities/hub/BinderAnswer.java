// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What BinderHub says of its health: 200 or 503 with {@code {"ok": true, "checks": [{"service": "…", "ok": true}]}}. When the
 * Kubernetes API does not answer it may fail with a page of HTML instead, which is as bad.
 */
final class BinderAnswer {

    private static final int LONGEST_NAME = 60;
    private static final int MOST_NAMES = 5;

    private BinderAnswer() {}

    /** What speaks against it; null when nothing does. */
    static @Nullable String complaint(HttpResponse<String> answer) {
        String status = "HTTP " + answer.statusCode();
        String inFront = FrontError.of(answer);
        if (inFront != null) {
            return inFront;
        }
        JsonNode said = HubAnswer.json(answer);
        if (!said.isObject()) {
            return status + " with an answer that is not JSON";
        }
        JsonNode checks = said.path("checks");
        List<String> failed = new ArrayList<>();
        if (checks.isArray()) {
            for (JsonNode check : checks) {
                if (!check.path("ok").asBoolean()
                        && !check.path("_ignore_failure").asBoolean()) {
                    failed.add(name(check.path("service").asText("")));
                }
            }
        }
        if (!failed.isEmpty()) {
            String more = failed.size() > MOST_NAMES ? " and " + (failed.size() - MOST_NAMES) + " more" : "";
            return String.join(", ", failed.subList(0, Math.min(failed.size(), MOST_NAMES))) + more + " failed ("
                    + status + ")";
        }
        if (!checks.isArray() || !said.path("ok").isBoolean()) {
            return status + " with an answer that is not BinderHub's";
        }
        if (answer.statusCode() == 200 && said.path("ok").booleanValue()) {
            return null;
        }
        return status + " without a reason";
    }

    private static String name(String service) {
        String line = service.replaceAll("\\s+", " ").strip();
        if (line.isEmpty()) {
            return "a check without a name";
        }
        if (line.length() <= LONGEST_NAME) {
            return line;
        }
        return line.substring(0, LONGEST_NAME) + "…";
    }
}

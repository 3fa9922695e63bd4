// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.rekindle.lab.cloud.http.Json;
import org.rekindle.lab.proxy.Passage;

/** What a request that changes something is for: two of one intent must not both be carried out. */
final class Intent {

    private Intent() {}

    /** The intent in words, the same for every request that is sent for it. */
    static String of(Passage passage) {
        JsonNode body = read(passage);
        String what = switch (passage.operation()) {
            // The mark tells the tries of a run apart; without one, nobody could tell a second create from the first.
            case CREATE ->
                body.path("name").asText() + " "
                        + body.path("labels").path("rekindle_run").asText();
            case UPGRADE -> body.path("cluster_template").asText();
            case ADD_NODE_GROUP -> body.path("name").asText();
            default -> "";
        };
        return (passage.operation().words() + " " + passage.path() + " " + what).strip();
    }

    private static JsonNode read(Passage passage) {
        try {
            return Json.read(passage.body().isEmpty() ? "{}" : passage.body());
        } catch (IOException e) {
            throw new IllegalStateException("Rekindle sent what is no JSON: " + passage, e);
        }
    }
}

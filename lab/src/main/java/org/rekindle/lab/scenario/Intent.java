// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.proxy.Exchange;

/** What a request that changes something is for: two of one intent must not both be carried out. */
final class Intent {

    private Intent() {}

    /** The intent in words, the same for every request that is sent for it. */
    static String of(Exchange exchange) {
        JsonNode body = read(exchange);
        String what = switch (exchange.operation()) {
            // The mark is different for each try of a run; without one, a second create would look like the first.
            case CREATE ->
                body.path("name").asText() + " "
                        + body.path("labels").path("rekindle_run").asText();
            case UPGRADE -> body.path("cluster_template").asText();
            case ADD_NODE_GROUP -> body.path("name").asText();
            default -> "";
        };
        return (exchange.operation().words() + " " + exchange.path() + " " + what).strip();
    }

    private static JsonNode read(Exchange exchange) {
        try {
            return JsonFields.read(exchange.body().isEmpty() ? "{}" : exchange.body());
        } catch (IOException e) {
            throw new IllegalStateException("Rekindle sent what is no JSON: " + exchange, e);
        }
    }
}

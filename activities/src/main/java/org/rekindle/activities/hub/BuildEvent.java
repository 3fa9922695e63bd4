// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event of BinderHub's build stream ({@code builder.py}).
 *
 * @param message what BinderHub shows the user, often a line of the build's log
 * @param url the user's server, with {@code ready} only
 * @param token the secret that opens it, with {@code ready} only
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record BuildEvent(
        @Nullable String phase,
        @Nullable String message,
        @Nullable String url,
        @Nullable String token) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty for data that is no such event; what it was is not reported, since it may hold a token. */
    static Optional<BuildEvent> parse(String data) {
        try {
            return Optional.ofNullable(JSON.readValue(data, BuildEvent.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    boolean isReady() {
        return "ready".equals(phase);
    }

    /** {@code failure} is repo2docker's own word for it. */
    boolean isFailed() {
        return "failed".equals(phase) || "failure".equals(phase);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "BuildEvent[phase=" + phase + "]";
    }
}

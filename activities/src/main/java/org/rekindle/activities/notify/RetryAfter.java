// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How long a service wants to be left alone. */
final class RetryAfter {

    /** A wrong clock on either side must not keep a message for days. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private RetryAfter() {}

    /** By the header {@code Retry-After}, or by the body as Matrix says it; null when neither says it. */
    static @Nullable Duration of(HttpHeaders headers, String body, Instant now) {
        String header = headers.firstValue("Retry-After").orElse("").strip();
        if (header.matches("\\d{1,9}(\\.\\d*)?")) {
            return bounded(Duration.ofMillis(Math.round(Double.parseDouble(header) * 1000)));
        }
        Duration untilDate = untilDate(header, now);
        if (untilDate != null) {
            return bounded(untilDate);
        }
        return fromBody(body);
    }

    private static @Nullable Duration untilDate(String header, Instant now) {
        try {
            Instant date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(now, date);
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static @Nullable Duration fromBody(String body) {
        try {
            JsonNode millis = JSON.readTree(body).path("retry_after_ms");
            if (millis.canConvertToLong()) {
                return bounded(Duration.ofMillis(millis.asLong()));
            }
            return null;
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private static Duration bounded(Duration asked) {
        if (asked.compareTo(LONGEST) > 0) {
            return LONGEST;
        }
        if (asked.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return asked;
    }
}

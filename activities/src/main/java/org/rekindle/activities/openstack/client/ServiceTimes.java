// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of OpenStack's services: {@code 2026-12-01T00:00:00+00:00}, the same with {@code Z} or microseconds, and,
 * as Keystone and older services write UTC, without a zone or with a space.
 */
public final class ServiceTimes {

    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .toFormatter();

    private ServiceTimes() {}

    /** The time; null for null and for what is not a time. */
    public static @Nullable Instant read(JsonNode value) {
        if (!value.isTextual()) {
            return null;
        }
        try {
            String text =
                    value.asText().strip().replaceFirst("^(\\S+)\\s+", "$1T").replaceFirst("\\s+", "");
            TemporalAccessor time = FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            if (time instanceof LocalDateTime local) {
                return local.toInstant(ZoneOffset.UTC);
            }
            return OffsetDateTime.from(time).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Writes results as JSON, with ISO 8601 times and durations. */
public final class JsonOutput {

    private JsonOutput() {}

    /** As people read it. */
    public static String write(Object value) {
        return write(mapper().writerWithDefaultPrettyPrinter(), value);
    }

    /** On one line, for programs that read line by line. */
    public static String writeOnOneLine(Object value) {
        return write(mapper().writer(), value);
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result cannot be written as JSON", e);
        }
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .build();
    }
}

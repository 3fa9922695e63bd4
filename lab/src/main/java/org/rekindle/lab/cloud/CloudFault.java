// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong at a place, at some of its occurrences.
 *
 * <p>Give one of {@code occurrence}, {@code every}, or {@code from} and {@code to}; with none of them the fault strikes
 * each time. Occurrences are counted from 1, for each fault on its own.
 *
 * @param at the place: an operation such as {@code magnum.create}, or a method and a path pattern such as {@code POST
 *     /v1/clusters} or {@code GET /v1/clusters/*}, where a star stands for one segment and the path may be given with
 *     or without the prefix of its service
 * @param occurrence the one that is struck
 * @param every strikes each multiple of it
 * @param from the first one that is struck
 * @param to the last one that is struck, without end if null
 * @param effect what happens
 * @param status the status of {@link Effect#ANSWER}; 503 if not given
 * @param body the body of {@link Effect#ANSWER}; a plain sentence if not given
 * @param delay the virtual time of {@link Effect#DELAY}
 */
public record CloudFault(
        String at,
        @Nullable Integer occurrence,
        @Nullable Integer every,
        @Nullable Integer from,
        @Nullable Integer to,
        Effect effect,
        @Nullable Integer status,
        @Nullable String body,
        @Nullable Duration delay) {

    /** What a fault does to a request. */
    public enum Effect {
        /** The request is answered by the fault and not carried out. */
        @JsonProperty("answer")
        ANSWER,
        /** The request waits, then goes on. */
        @JsonProperty("delay")
        DELAY,
        /** The connection is cut and the request not carried out. */
        @JsonProperty("cut-before")
        CUT_BEFORE,
        /** The request is carried out, but the connection cut instead of an answer. */
        @JsonProperty("cut-after")
        CUT_AFTER,
        /** The request is neither carried out nor answered until the cloud is closed. */
        @JsonProperty("hang")
        HANG,
        /** All tokens expire, then the request goes on with its own, by now expired one. */
        @JsonProperty("expire-tokens")
        EXPIRE_TOKENS
    }

    public CloudFault {
        List<String> wrong = new ArrayList<>();
        if (at == null || at.isBlank()) {
            wrong.add("at: name a place, such as magnum.create or POST /v1/clusters");
        }
        if (effect == null) {
            wrong.add("effect: say answer, delay, cut-before, cut-after, hang or expire-tokens");
        }
        long selectors = Stream.of(occurrence != null, every != null, from != null || to != null)
                .filter(given -> given)
                .count();
        if (selectors > 1) {
            wrong.add("occurrence, every, from/to: give only one of them");
        }
        for (Integer number : new Integer[] {occurrence, every, from, to}) {
            if (number != null && number < 1) {
                wrong.add("occurrence, every, from/to: count from 1, not " + number);
            }
        }
        if (effect == Effect.DELAY && delay == null) {
            wrong.add("delay: give a duration such as PT30S");
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("The fault at " + at + " is wrong: " + String.join("; ", wrong) + ".");
        }
    }

    /** A fault that strikes at one occurrence. */
    public static CloudFault once(String at, int occurrence, Effect effect) {
        return new CloudFault(at, occurrence, null, null, null, effect, null, null, null);
    }

    /** A fault that strikes each time. */
    public static CloudFault always(String at, Effect effect) {
        return new CloudFault(at, null, null, null, null, effect, null, null, null);
    }

    /** The same fault, answering this. */
    public CloudFault answering(int status, String body) {
        return new CloudFault(at, occurrence, every, from, to, effect, status, body, delay);
    }

    /** The same fault, delaying by this virtual time. */
    public static CloudFault delaying(String at, int occurrence, Duration delay) {
        return new CloudFault(at, occurrence, null, null, null, Effect.DELAY, null, null, delay);
    }

    boolean strikes(int occurrenceNow) {
        if (occurrence != null) {
            return occurrenceNow == occurrence;
        }
        if (every != null) {
            return occurrenceNow % every == 0;
        }
        return occurrenceNow >= Objects.requireNonNullElse(from, 1)
                && occurrenceNow <= Objects.requireNonNullElse(to, Integer.MAX_VALUE);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.SealedPlan;

/** Seals a plan by the SHA-256 of its canonical text: JSON with sorted keys and ISO 8601 times. */
public final class PlanSeal {

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private PlanSeal() {}

    /** Seals a plan. */
    public static SealedPlan seal(RecoveryPlan plan) {
        return new SealedPlan(plan, sha256(plan));
    }

    /** Whether a sealed plan is still what was sealed. */
    public static boolean holds(SealedPlan sealed) {
        return sha256(sealed.plan()).equals(sealed.sha256());
    }

    private static String sha256(RecoveryPlan plan) {
        try {
            byte[] text = CANONICAL.writeValueAsString(plan).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("A plan cannot be sealed", e);
        }
    }
}

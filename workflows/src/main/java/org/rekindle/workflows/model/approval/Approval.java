// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.approval;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.plan.PlanHash;

/**
 * Approval to destroy what one plan names.
 *
 * @param planSha256 the plan it is for
 * @param by who gave it; {@code policy} when the fleet file did
 * @param others who gave it as well, where more than one must
 * @param signatures of those who gave it; empty where names are claims, and where the fleet file gave it
 * @param request the signature of the person who asked for the run, who is none of those who gave it; null where nobody signed for it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Approval(
        PlanHash planSha256,
        String by,
        List<String> others,
        Instant givenAt,
        Instant expiresAt,
        List<ApprovalSignature> signatures,
        @Nullable ApprovalSignature request) {

    /** An approval that was recorded before there were signatures has none. */
    public Approval {
        signatures = signatures == null ? List.of() : List.copyOf(signatures);
    }

    /** By names alone. */
    public Approval(PlanHash planSha256, String by, List<String> others, Instant givenAt, Instant expiresAt) {
        this(planSha256, by, others, givenAt, expiresAt, List.of(), null);
    }

    /** Every approver, with the key where one signed. */
    public String names() {
        StringBuilder names = new StringBuilder(named(by));
        others.forEach(other -> names.append(" and ").append(named(other)));
        return names.toString();
    }

    private String named(String name) {
        Optional<String> key = signatures.stream()
                .filter(each -> each.by().equals(name))
                .map(ApprovalSignature::key)
                .findFirst();
        return key.map(fingerprint -> name + " (key " + fingerprint + ")").orElse(name);
    }
}

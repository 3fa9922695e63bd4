// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.notify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * Who is told about a cluster. Channels and people are meant by their names in the fleet file.
 *
 * @param always who gets every message
 * @param questions who is told that a run waits for people, the first ones first
 * @param expiryDays how many days before a certificate expires {@code always} is told, the largest number first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Audience(List<String> always, List<Escalation> questions, List<Integer> expiryDays) {

    /** Keeps the lists as they are. */
    public Audience {
        always = List.copyOf(always);
        questions = List.copyOf(questions);
        expiryDays = List.copyOf(expiryDays);
    }
}

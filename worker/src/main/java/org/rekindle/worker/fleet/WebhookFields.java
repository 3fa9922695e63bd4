// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.List;

/**
 * JSON pointers into the body of a sender that has a shape of its own. One that is not named is empty.
 *
 * @param cluster the id of the cluster, or a text with {@code cluster=NAME} in it
 * @param id by which a repetition and the end of an alert are known
 * @param startsAt since when it fires, in a form that sorts by time
 * @param resolved values of {@code status} that say that the alert is over
 */
public record WebhookFields(
        String cluster, String summary, String id, String startsAt, String status, List<String> resolved) {

    /** Where nothing is named. */
    public static final WebhookFields NONE = new WebhookFields("", "", "", "", "", List.of());
}

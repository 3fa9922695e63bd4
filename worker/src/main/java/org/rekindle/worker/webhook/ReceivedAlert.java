// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

/**
 * An alert as its sender wrote it; a text that is not there is empty.
 *
 * @param cluster the id of the cluster
 * @param fingerprint the same for each repetition
 * @param startsAt when it began, in a form that sorts by time
 */
public record ReceivedAlert(String cluster, String fingerprint, String startsAt, String summary) {

    private static final int LONGEST_KEY = 200;

    /** By which a run knows a repetition. */
    String key() {
        return AlertText.shortened(fingerprint + "@" + startsAt, LONGEST_KEY);
    }
}

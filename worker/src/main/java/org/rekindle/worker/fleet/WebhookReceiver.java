// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sender of alerts as the fleet file describes it.
 *
 * @param name a plain word, which the route ends with
 * @param shape what the sender's body looks like
 * @param auth how the sender shows who it is
 * @param clusters ids of our clusters by what the sender calls them
 * @param starts values of fields that an alert must have to start a run; empty: every alert may
 * @param at where a body without a known shape says what
 * @param watchdog how long the alert {@code Watchdog} may stay away; null when it is not waited for
 */
public record WebhookReceiver(
        String name,
        WebhookShape shape,
        WebhookAuth auth,
        Map<String, String> clusters,
        Map<String, List<String>> starts,
        WebhookFields at,
        @Nullable Duration watchdog) {

    /** One that is not waited for. */
    public WebhookReceiver(
            String name,
            WebhookShape shape,
            WebhookAuth auth,
            Map<String, String> clusters,
            Map<String, List<String>> starts,
            WebhookFields at) {
        this(name, shape, auth, clusters, starts, at, null);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A service of PagerDuty with an integration of the kind Events API v2.
 *
 * @param routingKeyFile holds the integration key
 * @param site where the account is
 * @param notes how notes are written into incidents; null when none are
 */
public record PagerDutySpec(
        String name,
        Path routingKeyFile,
        PagerDutySite site,
        @Nullable Notes notes) implements ChannelSpec {

    /**
     * How notes are written into the incident that started a run.
     *
     * @param receiver the receiver of alerts to which the account sends its incidents
     * @param tokenFile holds a key of the REST API
     * @param from the e-mail address of the account's user whose notes they are
     */
    public record Notes(String receiver, Path tokenFile, String from) {}

    /** One that writes no notes. */
    public PagerDutySpec(String name, Path routingKeyFile, PagerDutySite site) {
        this(name, routingKeyFile, site, null);
    }
}

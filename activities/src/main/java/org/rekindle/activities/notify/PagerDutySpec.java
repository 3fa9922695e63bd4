// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.nio.file.Path;

/**
 * A service of PagerDuty with an integration of the kind Events API v2.
 *
 * @param routingKeyFile holds the integration key
 */
public record PagerDutySpec(String name, Path routingKeyFile, PagerDutyRegion region) implements ChannelSpec {}

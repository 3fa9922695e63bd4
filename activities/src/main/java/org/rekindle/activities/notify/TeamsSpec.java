// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.nio.file.Path;

/**
 * A webhook of the app Workflows in Microsoft Teams. It posts into one chat or channel of Teams, and knows no threads.
 *
 * @param urlFile holds its URL, which is a secret
 */
public record TeamsSpec(String name, Path urlFile) implements ChannelSpec {}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.nio.file.Path;

/**
 * An incoming webhook of Mattermost. It posts into one channel of Mattermost, and knows no threads.
 *
 * @param urlFile holds its URL, which is a secret
 */
public record MattermostSpec(String name, Path urlFile) implements ChannelSpec {}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.nio.file.Path;

/**
 * An incoming webhook of Slack. It posts into one channel of Slack, and knows no threads.
 *
 * @param urlFile holds its URL, which is a secret: it begins with {@code https://hooks.slack.com/}
 */
public record SlackWebhookSpec(String name, Path urlFile) implements ChannelSpec {}

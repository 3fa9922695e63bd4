// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.nio.file.Path;

/**
 * A bot of Slack, which posts the messages of a run into one thread.
 *
 * @param tokenFile holds its token, which begins with {@code xoxb-} and has the scope {@code chat:write}
 * @param channel the ID of a channel of Slack that the bot is a member of
 */
public record SlackBotSpec(String name, Path tokenFile, String channel) implements ChannelSpec {}

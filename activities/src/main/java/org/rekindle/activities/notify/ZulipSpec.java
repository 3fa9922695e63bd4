// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.nio.file.Path;

/**
 * A bot of Zulip, which posts the messages of a run into one topic.
 *
 * @param url of the organisation, such as {@code https://example.zulipchat.com}
 * @param user the bot's e-mail address
 * @param keyFile holds the bot's API key
 * @param stream the name of a channel of Zulip, formerly a stream
 */
public record ZulipSpec(String name, String url, String user, Path keyFile, String stream) implements ChannelSpec {}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

/** How a channel is configured. What is secret stands in files, which are read anew for each message. */
public sealed interface ChannelSpec
        permits EmailSpec,
                MatrixSpec,
                MattermostSpec,
                PagerDutySpec,
                SlackBotSpec,
                SlackWebhookSpec,
                TeamsSpec,
                WebhookSpec,
                ZulipSpec {

    /** The name of the channel, or of the person whom it reaches, in the fleet file. */
    String name();
}

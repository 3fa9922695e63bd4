// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import org.jspecify.annotations.Nullable;
import org.rekindle.activities.notify.ChannelSpec;
import org.rekindle.activities.notify.EmailSpec;
import org.rekindle.activities.notify.MatrixSpec;
import org.rekindle.activities.notify.MattermostSpec;
import org.rekindle.activities.notify.PagerDutySpec;
import org.rekindle.activities.notify.SlackBotSpec;
import org.rekindle.activities.notify.TeamsSpec;
import org.rekindle.activities.notify.WebhookSpec;
import org.rekindle.activities.notify.ZulipSpec;

/** A channel in words. What is secret stands in files, and no file is read here. */
final class ChannelText {

    private static final String WEBHOOK = "an incoming webhook";

    private ChannelText() {}

    /** As the fleet file calls the kind. */
    static String kind(ChannelSpec channel) {
        if (channel instanceof EmailSpec) {
            return "email";
        }
        if (channel instanceof MattermostSpec) {
            return "mattermost";
        }
        if (channel instanceof TeamsSpec) {
            return "teams";
        }
        if (channel instanceof ZulipSpec) {
            return "zulip";
        }
        if (channel instanceof MatrixSpec) {
            return "matrix";
        }
        if (channel instanceof PagerDutySpec) {
            return "pagerduty";
        }
        if (channel instanceof WebhookSpec) {
            return "webhook";
        }
        return "slack";
    }

    /** Where its messages go. */
    static String reaches(ChannelSpec channel) {
        if (channel instanceof EmailSpec mail) {
            return String.join(", ", mail.to());
        }
        if (channel instanceof SlackBotSpec bot) {
            return "channel " + bot.channel();
        }
        if (channel instanceof ZulipSpec zulip) {
            return zulip.stream() + " at " + zulip.url();
        }
        if (channel instanceof MatrixSpec matrix) {
            return matrix.room();
        }
        if (channel instanceof PagerDutySpec pager) {
            return pager.site().name();
        }
        if (channel instanceof WebhookSpec webhook) {
            return webhook(webhook.url());
        }
        return WEBHOOK;
    }

    private static String webhook(@Nullable String url) {
        if (url == null) {
            return "the URL of its file";
        }
        return url;
    }
}

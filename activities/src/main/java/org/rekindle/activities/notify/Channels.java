// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

/** Makes channels. */
final class Channels {

    private Channels() {}

    /** The channel that a part of the configuration describes. */
    static Channel of(ChannelSpec spec, ChannelTools tools) {
        if (spec instanceof SlackWebhookSpec slack) {
            return new SlackWebhookChannel(slack, tools);
        }
        if (spec instanceof SlackBotSpec slack) {
            return new SlackBotChannel(slack, tools, SlackBotChannel.API);
        }
        if (spec instanceof MattermostSpec mattermost) {
            return new MattermostChannel(mattermost, tools);
        }
        if (spec instanceof ZulipSpec zulip) {
            return new ZulipChannel(zulip, tools);
        }
        if (spec instanceof MatrixSpec matrix) {
            return new MatrixChannel(matrix, tools);
        }
        if (spec instanceof TeamsSpec teams) {
            return new TeamsChannel(teams, tools);
        }
        if (spec instanceof PagerDutySpec pagerDuty) {
            return new PagerDutyChannel(pagerDuty, tools);
        }
        if (spec instanceof EmailSpec email) {
            return new EmailChannel(email, tools, null);
        }
        if (spec instanceof WebhookSpec webhook) {
            return new WebhookChannel(webhook, tools);
        }
        throw new IllegalStateException("There is no channel for " + spec.getClass());
    }
}

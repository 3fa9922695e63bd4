// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.io.IOException;
import java.nio.file.Path;

/** The kinds of channels that go by HTTP, to a service in the same process. */
enum HttpKind {
    SLACK_WEBHOOK {
        @Override
        Channel open(RecordingService service, Path folder, ChannelTools tools) throws IOException {
            return new SlackWebhookChannel(new SlackWebhookSpec("ops", url(service, folder)), tools);
        }
    },
    SLACK_BOT {
        @Override
        Channel open(RecordingService service, Path folder, ChannelTools tools) throws IOException {
            return new SlackBotChannel(new SlackBotSpec("ops", file(folder), "C012AB3CD"), tools, service.url());
        }
    },
    MATTERMOST {
        @Override
        Channel open(RecordingService service, Path folder, ChannelTools tools) throws IOException {
            return new MattermostChannel(new MattermostSpec("ops", url(service, folder)), tools);
        }
    },
    ZULIP {
        @Override
        Channel open(RecordingService service, Path folder, ChannelTools tools) throws IOException {
            return new ZulipChannel(
                    new ZulipSpec("ops", service.url() + "/", "bot@example.org", file(folder), "clusters & hubs"),
                    tools);
        }
    },
    MATRIX {
        @Override
        Channel open(RecordingService service, Path folder, ChannelTools tools) throws IOException {
            return new MatrixChannel(new MatrixSpec("ops", service.url(), file(folder), "!abc:example.org"), tools);
        }
    },
    TEAMS {
        @Override
        Channel open(RecordingService service, Path folder, ChannelTools tools) throws IOException {
            return new TeamsChannel(new TeamsSpec("ops", url(service, folder)), tools);
        }
    },
    PAGERDUTY {
        @Override
        Channel open(RecordingService service, Path folder, ChannelTools tools) throws IOException {
            return new PagerDutyChannel(
                    new PagerDutySpec("ops", file(folder), PagerDutySite.at(service.url() + "/")), tools);
        }
    },
    WEBHOOK {
        @Override
        Channel open(RecordingService service, Path folder, ChannelTools tools) throws IOException {
            return new WebhookChannel(new WebhookSpec("ops", null, url(service, folder), file(folder)), tools);
        }
    };

    /** In the path of a URL, in a token and in a key. */
    static final String SECRET = "correct-horse-battery-staple-4711";

    abstract Channel open(RecordingService service, Path folder, ChannelTools tools) throws IOException;

    private static Path url(RecordingService service, Path folder) throws IOException {
        return Notices.secret(folder, "url", service.url() + "/hooks/" + SECRET + "?sig=" + SECRET);
    }

    private static Path file(Path folder) throws IOException {
        return Notices.secret(folder, "token", SECRET);
    }
}

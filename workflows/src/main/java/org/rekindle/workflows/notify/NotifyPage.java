// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.notify;

import java.util.List;
import java.util.stream.Collectors;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.notify.MessageState;
import org.rekindle.workflows.model.notify.NotifyView;
import org.rekindle.workflows.report.Markdown;

/** What the Temporal UI shows: how the run stands, and who was told what. */
final class NotifyPage {

    private static final int LAST = 20;
    private static final int LONGEST_LINE = 200;

    private NotifyPage() {}

    static String of(NotifyView view) {
        List<MessageState> last = view.messages()
                .subList(
                        Math.max(0, view.messages().size() - LAST),
                        view.messages().size());
        return "### " + Markdown.plain(view.cluster() + ": " + view.news()) + "\n\n"
                + last.stream().map(NotifyPage::line).collect(Collectors.joining());
    }

    private static String line(MessageState message) {
        return "- " + Markdown.time(message.at()) + " **" + Markdown.plain(message.channel()) + "** "
                + Markdown.plain(Text.atMost(LONGEST_LINE, message.headline())) + " " + became(message) + "\n";
    }

    private static String became(MessageState message) {
        if (message.sentAt() != null) {
            return "(sent " + Markdown.time(message.sentAt()) + ")";
        }
        if (message.failure() != null) {
            return "(not sent: " + Markdown.plain(Text.atMost(LONGEST_LINE, message.failure())) + ")";
        }
        return "(under way)";
    }
}

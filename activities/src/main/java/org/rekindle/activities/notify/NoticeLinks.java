// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Notice;
import org.rekindle.workflows.model.notify.NoticeKind;

/**
 * Where a message leads: a question to the worker's page of the cluster, on which people answer, and all else to the run in the
 * Temporal UI.
 *
 * @param runs null when the fleet file does not say where the Temporal UI is
 * @param pages the address of the worker's pages; null when the fleet file does not have it
 */
public record NoticeLinks(@Nullable RunLinks runs, @Nullable String pages) {

    /** Where no message leads anywhere. */
    public static final NoticeLinks NONE = new NoticeLinks(null, null);

    /** A link with its words. */
    record Link(String address, String words) {}

    Optional<Link> of(Notice notice) {
        if (pages != null && notice.kind() == NoticeKind.QUESTION) {
            return Optional.of(
                    new Link(pages + "/approve/" + RunLinks.encoded(notice.cluster()), "Read the plan and answer"));
        }
        return Optional.ofNullable(runs)
                .flatMap(links -> Optional.ofNullable(links.of(notice)))
                .map(address -> new Link(address, "Open the run in Temporal"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Notice;

/**
 * What all channels use.
 *
 * @param links null when the fleet file does not say where the Temporal UI is
 */
record ChannelTools(ChannelHttp http, @Nullable RunLinks links, Clock clock) {

    NoticeText text(Notice notice) {
        return NoticeText.of(notice, links);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.time.Clock;
import org.rekindle.workflows.model.notify.Notice;

/**
 * What all channels use.
 *
 * @param links where messages lead
 */
record ChannelTools(ChannelHttp http, NoticeLinks links, Clock clock) {

    NoticeText text(Notice notice) {
        return NoticeText.of(notice, links);
    }
}

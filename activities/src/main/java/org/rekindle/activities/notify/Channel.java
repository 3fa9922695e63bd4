// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Notice;

/** A way by which messages come to people. */
interface Channel {

    /**
     * Sends a message. Fails as {@link org.rekindle.workflows.api.NotifyActivities#send} says.
     *
     * @param reply what an earlier call gave for the same thread, null for the first message
     * @return what later messages of the thread need, null when they need nothing
     */
    @Nullable
    String send(Notice notice, @Nullable String reply);
}

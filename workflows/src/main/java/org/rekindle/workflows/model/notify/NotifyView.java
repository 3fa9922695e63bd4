// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.notify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What people were told.
 *
 * @param news how the run stands now, one line
 * @param messages in the order in which they were written
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NotifyView(String cluster, String news, List<MessageState> messages) {

    /** Keeps the list as it is. */
    public NotifyView {
        messages = List.copyOf(messages);
    }
}

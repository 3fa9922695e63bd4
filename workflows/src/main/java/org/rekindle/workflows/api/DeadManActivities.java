// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;

/** A dead man's switch elsewhere, which notifies people when it hears nothing for a while. */
@ActivityInterface(namePrefix = "DeadMan.")
public interface DeadManActivities {

    /**
     * Reports how a survey ended. Fails with {@code MISCONFIGURED} when the file of the URL cannot be read, with {@code REFUSED} or
     * {@code ACCESS_DENIED} when the service will never take it, and otherwise as a call that is worth another try.
     */
    void report(SurveyEnd end);

    /**
     * How a survey ended.
     *
     * @param failed whether it looked at the fleet in vain
     * @param sentence for the log of the service
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SurveyEnd(boolean failed, String sentence) {}
}

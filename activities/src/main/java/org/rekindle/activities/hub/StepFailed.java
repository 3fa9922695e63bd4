// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.rekindle.workflows.model.run.CellStep;

/** A step on the way to a user's cell failed. */
final class StepFailed extends Exception {

    private static final long serialVersionUID = 1;

    private static final int LONGEST_MESSAGE = 500;

    private final CellStep step;
    private final String detail;
    private final boolean passing;

    private StepFailed(CellStep step, String detail, boolean passing) {
        super(step.failed(detail));
        this.step = step;
        this.detail = detail;
        this.passing = passing;
    }

    /** For good. */
    static StepFailed at(CellStep step, String detail) {
        return new StepFailed(step, detail, false);
    }

    /** Nothing was answered. */
    static StepFailed unanswered(CellStep step, IOException why) {
        return new StepFailed(step, HubHttp.reason(why), true);
    }

    /** Something else was answered than what the step needs. */
    static StepFailed answered(CellStep step, HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status / 100 == 3) {
            return new StepFailed(step, HubAnswer.leadsElsewhere(status), false);
        }
        String inFront = FrontError.of(answer);
        if (inFront != null) {
            return new StepFailed(step, inFront, isPassing(status));
        }
        String said = HubAnswer.json(answer).path("message").asText("");
        return new StepFailed(step, "HTTP " + status + withReason(said), isPassing(status));
    }

    private static boolean isPassing(int status) {
        return status == 429 || status >= 500;
    }

    private static String withReason(String said) {
        if (said.isBlank()) {
            return "";
        }
        return ", " + shortened(said);
    }

    /** What a hub says, in one line, of no endless length and without what is secret. */
    static String shortened(String said) {
        return ForeignWords.shortened(said, LONGEST_MESSAGE);
    }

    CellStep step() {
        return step;
    }

    /** Without a full stop. */
    String detail() {
        return detail;
    }

    /** Whether trying again by itself may help. */
    boolean isPassing() {
        return passing;
    }
}

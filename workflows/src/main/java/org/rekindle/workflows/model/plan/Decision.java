// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * A choice that a run made, with its reasons. {@code decide.text.Sentences} says each part in words.
 *
 * @param about what the step is about, such as the name of a template; empty where the step says it all
 * @param choice what was chosen
 * @param chosen what the choice names, such as the template of an upgrade; empty where the choice says it all
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Decision(StepId step, String about, ChoiceCode choice, String chosen, List<Reason> reasons) {

    /** Keeps the reasons as they are. */
    public Decision {
        reasons = List.copyOf(reasons);
    }

    /** A decision about a step as a whole. */
    public static Decision of(StepId step, ChoiceCode choice, Reason... reasons) {
        return new Decision(step, "", choice, "", List.of(reasons));
    }

    /** A decision about one thing of its kind, such as one template. */
    public static Decision of(StepId step, String about, ChoiceCode choice, Reason... reasons) {
        return new Decision(step, about, choice, "", List.of(reasons));
    }

    /** The same decision with the name of what was chosen. */
    public Decision naming(String name) {
        return new Decision(step, about, choice, name, reasons);
    }

    /** Whether it rests on a reason with this code. */
    public boolean rests(ReasonCode code) {
        return reasons.stream().flatMap(Reason::codes).anyMatch(each -> each == code);
    }
}

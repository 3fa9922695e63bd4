// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.plan.StepId;

/**
 * Decides what is done. It weighs the remedies from the cheapest to the dearest and chooses the first that nothing speaks against;
 * every other one stays in the record with its reason.
 */
public final class ChooseRemedy {

    private ChooseRemedy() {}

    /**
     * The choice.
     *
     * @param left the remedies that were weighed and not chosen, each with the reason
     * @param decision the one that was chosen
     */
    public record Choice(RemedyOption option, List<Decision> left, Decision decision) {

        /** The id of the remedy that was chosen. */
        public Remedy remedy() {
            return option.id();
        }
    }

    /** Chooses. */
    public static Choice from(RemedyInput input) {
        RemedyOption chosen = Remedies.BY_COST.stream()
                .filter(option -> objection(option, input).isEmpty())
                .findFirst()
                .orElseThrow();
        List<Decision> left = new ArrayList<>();
        for (RemedyOption option : Remedies.BY_COST) {
            if (option != chosen) {
                left.add(notChosen(option, chosen, input));
            }
        }
        Decision decision =
                new Decision(StepId.REMEDY, "", ChoiceCode.CHOSEN, chosen.id().name(), chosen.reasons(input));
        return new Choice(chosen, List.copyOf(left), decision);
    }

    /**
     * No remedy tears down what works, whatever the remedy itself says. The exception proves another cluster before this one goes,
     * where every certificate on the wire expires soon.
     */
    private static Optional<Reason> objection(RemedyOption option, RemedyInput input) {
        if (option.id().tearsDown() && !option.replacesWhatWorks(input)) {
            return StillWorks.objection(input.seen()).or(() -> option.objection(input));
        }
        return option.objection(input);
    }

    private static Decision notChosen(RemedyOption option, RemedyOption chosen, RemedyInput input) {
        Reason reason = objection(option, input)
                .orElseGet(() ->
                        Reason.of(ReasonCode.COSTS_MORE, "chosen", chosen.id().name()));
        return Decision.of(StepId.REMEDY, option.id().name(), ChoiceCode.NOT_CHOSEN, reason);
    }
}

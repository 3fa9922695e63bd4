// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Remedy;

/**
 * Decides what is done. The remedies are gone through from the one that costs least to the one that costs most, and the first that
 * nothing speaks against is taken; every other one stays in the record with its reason.
 */
public final class ChooseRemedy {

    private static final String NOT_CHOSEN = "not chosen";

    private static final List<Option> BY_COST = List.of(
            new NothingToDo(),
            new FreshClientCertificate(),
            new SameVersionRoll(),
            new ClimbLadder(),
            new RenewInPlace(),
            new RebuildBeside(),
            new RebuildAfterTeardown(),
            new Ticket(),
            new HandToHuman());

    private ChooseRemedy() {}

    /**
     * The choice.
     *
     * @param decisions the remedies that were not chosen, then the one that was
     */
    public record Choice(Remedy remedy, List<Decision> decisions) {}

    /** Whether a decision in the record is that of a remedy that was weighed and left. */
    public static boolean wasLeft(Decision decision) {
        return decision.choice().equals(NOT_CHOSEN);
    }

    /** Chooses. */
    public static Choice from(Facts facts) {
        Option chosen = BY_COST.stream()
                .filter(option -> objection(option, facts).isEmpty())
                .findFirst()
                .orElseThrow();
        List<Decision> decisions = new ArrayList<>();
        for (Option option : BY_COST) {
            if (option != chosen) {
                decisions.add(notChosen(option, chosen, facts));
            }
        }
        decisions.add(new Decision("remedy", chosen.remedy().name(), chosen.because(facts)));
        return new Choice(chosen.remedy(), List.copyOf(decisions));
    }

    /**
     * What works is torn down by no remedy, whatever the remedy itself says, but for one: where every certificate on the wire ends
     * soon, another cluster may be built beside it, which is proven before this one goes.
     */
    private static Optional<String> objection(Option option, Facts facts) {
        boolean held = option.remedy().tearsDown()
                && !(option.remedy() == Remedy.REBUILD_BESIDE && RebuildBeside.isBeforeExpiry(facts));
        return (held ? StillWorks.objection(facts.seen()) : Optional.<String>empty()).or(() -> option.objection(facts));
    }

    private static Decision notChosen(Option option, Option chosen, Facts facts) {
        Optional<String> objection = objection(option, facts);
        return new Decision(
                "remedy " + option.remedy().name(),
                NOT_CHOSEN,
                objection.orElseGet(
                        () -> "It costs more than " + chosen.remedy().name() + "."));
    }
}

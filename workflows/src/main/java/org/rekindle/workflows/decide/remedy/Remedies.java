// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import org.rekindle.workflows.model.plan.Remedy;

/** All remedies. Their order is here and nowhere else. */
public final class Remedies {

    /** From the one that costs least to the one that costs most. */
    public static final List<RemedyOption> BY_COST = List.of(
            new NothingToDoRemedy(),
            new FreshClientCertificateRemedy(),
            new SameVersionRollRemedy(),
            new UpgradeRemedy(),
            new RenewInPlaceRemedy(),
            new RebuildBesideRemedy(),
            new RebuildAfterTeardownRemedy(),
            new TicketRemedy(),
            new HandToHumanRemedy());

    private Remedies() {}

    /** The remedy of an id. */
    public static RemedyOption of(Remedy id) {
        return BY_COST.stream()
                .filter(option -> option.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " is in no list of remedies"));
    }
}

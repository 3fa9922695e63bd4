// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.MachineSighting;

/**
 * The certificate at the cluster's address counts, and one of the API servers behind it serves one that has ended, seen on its
 * machine: some of several machines were renewed, or one was not restarted.
 */
final class OneServesEnded implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        List<MachineSighting> ended = looked.seen().machines().stream()
                .filter(machine -> hasEnded(looked, machine.servedNotAfter()))
                .toList();
        boolean renewed = ended.stream().allMatch(machine -> isRenewed(looked, machine));
        return ended.stream().findFirst().map(machine -> diagnosis(looked, machine, renewed));
    }

    private static boolean isRenewed(Case looked, MachineSighting machine) {
        return machine.certificates().stream()
                .anyMatch(each -> each.name().equals(OutOfDate.API_SERVER) && !looked.hasEnded(each.notAfter()));
    }

    private static boolean hasEnded(Case looked, @Nullable Instant end) {
        return end != null && looked.hasEnded(end);
    }

    private static Diagnosis diagnosis(Case looked, MachineSighting machine, boolean renewed) {
        return looked.diagnosis(
                Condition.EXPIRED,
                machine.servedNotAfter(),
                "On the machine " + machine.host() + " the API server serves a certificate that expired at "
                        + machine.servedNotAfter()
                        + (renewed ? ", though a newer one lies in its file: it was renewed and not restarted" : "")
                        + "; the one that is seen at the cluster's address counts until "
                        + looked.served().notAfter() + ".",
                renewed ? Culprit.NOT_RESTARTED : Culprit.API_SERVER,
                Certainty.CERTAIN,
                List.of());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.QuotaLine;
import org.rekindle.workflows.model.QuotaSighting;
import org.rekindle.workflows.model.RebuildPolicy;
import org.rekindle.workflows.model.Remedy;

/** The new cluster is proven before the old one goes: users have what is left of the old one meanwhile, and there is a way back. */
final class RebuildBeside implements Option {

    @Override
    public Remedy remedy() {
        return Remedy.REBUILD_BESIDE;
    }

    @Override
    public Optional<String> objection(Facts facts) {
        Optional<String> rebuild = Rebuilds.objection(facts);
        if (rebuild.isPresent()) {
            return rebuild;
        }
        if (facts.profile().policy().rebuild() != RebuildPolicy.BESIDE) {
            return Optional.of("The policy does not ask for it (rebuild: after-teardown).");
        }
        QuotaSighting quota = facts.quota();
        if (quota == null || quota.lines().isEmpty() || !quota.notLooked().isEmpty()) {
            return Optional.of("It is not known whether the quota has room for both clusters."
                    + (quota == null ? "" : " " + String.join(" ", quota.notLooked())));
        }
        List<String> lacking = quota.lines().stream()
                .filter(line -> !line.has(line.ofNew()))
                .map(RebuildBeside::lack)
                .toList();
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of("The quota has no room for both clusters: " + String.join(", ", lacking) + ".");
    }

    private static String lack(QuotaLine line) {
        return line.resource() + " (needed " + line.ofNew() + ", free " + (line.limit() - line.used()) + ")";
    }

    @Override
    public String because(Facts facts) {
        return "The certificates have expired, only new machines bring new ones, and the quota has room for both clusters.";
    }
}

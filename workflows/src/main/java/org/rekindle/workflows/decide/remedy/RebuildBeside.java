// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.time.Instant;
import java.util.Optional;
import org.rekindle.workflows.decide.QuotaRoom;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.QuotaSighting;
import org.rekindle.workflows.model.RebuildPolicy;
import org.rekindle.workflows.model.Remedy;

/**
 * The new cluster is proven before the old one goes: users have what is left of the old one meanwhile, and there is a way back. So it
 * may begin before the certificates have expired, where the certificate on the wire ends soon and nothing else renews it.
 */
final class RebuildBeside implements Option {

    @Override
    public Remedy remedy() {
        return Remedy.REBUILD_BESIDE;
    }

    @Override
    public Optional<String> objection(Facts facts) {
        if (facts.profile().policy().rebuild() != RebuildPolicy.BESIDE) {
            return Optional.of("The policy does not ask for it (rebuild: after-teardown).");
        }
        return (facts.condition() == Condition.EXPIRING ? beforeExpiry(facts) : Rebuilds.objection(facts))
                .or(() -> quota(facts));
    }

    /**
     * Whether a cluster that still works is about to stop, by each certificate that it serves. A file that tells of an end is not
     * enough, and neither is one certificate of several.
     */
    static boolean isBeforeExpiry(Facts facts) {
        Instant soon = facts.seen().at().plus(facts.profile().policy().renewBefore());
        CertificateSighting sighting = facts.seen().certificate();
        return facts.condition() == Condition.EXPIRING
                && sighting.certificate() != null
                && sighting.all().noneMatch(served -> soon.isBefore(served.notAfter()));
    }

    private static Optional<String> beforeExpiry(Facts facts) {
        if (!isBeforeExpiry(facts)) {
            return Optional.of("The certificate that is served does not end soon, so nothing is built beside a cluster"
                    + " that works.");
        }
        if (!facts.profile().verification().asksForProof()) {
            return Optional.of("The fleet file asks for no proof (verify:), so that nobody would know whether the new"
                    + " cluster works before the old one goes.");
        }
        return Rebuilds.create(facts);
    }

    private static Optional<String> quota(Facts facts) {
        QuotaSighting quota = facts.quota();
        if (quota == null || quota.lines().isEmpty() || !quota.notLooked().isEmpty()) {
            return Optional.of("It is not known whether the quota has room for both clusters."
                    + (quota == null ? "" : " " + String.join(" ", quota.notLooked())));
        }
        return QuotaRoom.lackingBeside(quota.lines()).map(lacks -> "The quota has no room for both clusters: " + lacks);
    }

    @Override
    public String because(Facts facts) {
        return facts.isExpired()
                ? "The certificates have expired, only new machines bring new ones, and the quota has room for both"
                        + " clusters."
                : "The certificates end soon, no upgrade and no renewal in place brings new ones, and the quota has room"
                        + " for both clusters: the old one works until the new one is proven and its users have moved.";
    }
}

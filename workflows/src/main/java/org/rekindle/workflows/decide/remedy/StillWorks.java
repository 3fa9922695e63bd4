// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.time.Instant;
import java.util.Optional;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.HubSighting;
import org.rekindle.workflows.model.observation.NodeSighting;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * Forbids to tear down what works. A file on a machine, a date in Magnum's books or a single look may say that something has
 * expired. An API that answers over a verified connection, nodes that are ready and a hub that is well contradict it, and what
 * contradicts a teardown weighs more than what speaks for it.
 *
 * <p>The rule stands above every remedy that tears down, so that no diagnosis gets past it.
 */
public final class StillWorks {

    private StillWorks() {}

    /** Why nothing may be torn down; empty where the cluster does not work, or where that was not seen. */
    public static Optional<Reason> objection(Observation seen) {
        ApiSighting api = seen.api();
        HubSighting hub = seen.hub();
        long ready = api.nodes().stream().filter(NodeSighting::ready).count();
        boolean works = api.answers() && ready > 0 && (hub == null || hub.healthy()) && !servesOneThatIsNotValid(seen);
        if (!works) {
            return Optional.empty();
        }
        Reason reason = Reason.of(ReasonCode.STILL_WORKS, "ready", ready)
                .with("nodes", api.nodes().size());
        if (hub == null) {
            return Optional.of(reason);
        }
        return Optional.of(reason.with("hub", hub.detail()));
    }

    /** A certificate that was not seen speaks neither for nor against: the API has been verified. */
    private static boolean servesOneThatIsNotValid(Observation seen) {
        return seen.certificate().all().anyMatch(served -> !isValid(served, seen.at()));
    }

    private static boolean isValid(ServedCertificate served, Instant now) {
        return !now.isBefore(served.notBefore()) && now.isBefore(served.notAfter());
    }
}

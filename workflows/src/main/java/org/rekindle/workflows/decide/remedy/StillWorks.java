// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.time.Instant;
import java.util.Optional;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.HubSighting;
import org.rekindle.workflows.model.NodeSighting;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.ServedCertificate;

/**
 * Nothing that works is torn down. A file on a machine, a date in Magnum's books or a single look may say that something has
 * expired; an API that answers over a verified connection, nodes that are ready and a hub that is well contradict it, and what
 * contradicts a teardown counts more than what speaks for it.
 *
 * <p>The rule stands above every remedy that tears down, so that no diagnosis gets past it.
 */
public final class StillWorks {

    private StillWorks() {}

    /** Why nothing may be torn down, in a sentence; empty where the cluster does not work, or where that was not seen. */
    public static Optional<String> objection(Observation seen) {
        ApiSighting api = seen.api();
        HubSighting hub = seen.hub();
        long ready = api.nodes().stream().filter(NodeSighting::ready).count();
        boolean works = api.answers() && ready > 0 && (hub == null || hub.healthy()) && !servesOneThatIsNotValid(seen);
        return works
                ? Optional.of("The Kubernetes API answers over a verified connection, " + ready + " of "
                        + api.nodes().size() + " nodes are ready" + (hub == null ? "" : ", the hub is well")
                        + " and no certificate is served that is not valid: what works is never torn down, whatever else has"
                        + " expired.")
                : Optional.empty();
    }

    /** That none was seen speaks neither way: the API has been verified. */
    private static boolean servesOneThatIsNotValid(Observation seen) {
        return seen.certificate().all().anyMatch(served -> !isValid(served, seen.at()));
    }

    private static boolean isValid(ServedCertificate served, Instant now) {
        return !now.isBefore(served.notBefore()) && now.isBefore(served.notAfter());
    }
}

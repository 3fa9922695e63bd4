// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.times;

import java.time.Duration;
import java.util.List;
import org.rekindle.workflows.decide.KnownAddress;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.NodeSighting;

/**
 * Tells a slow create from a stuck one by the progress that is seen. Magnum says CREATE_IN_PROGRESS for both: for the one whose images
 * are fetched for the first time (up to 2.5 h), and for the one whose API server never starts (for ever).
 */
public final class SlowOrStuck {

    private SlowOrStuck() {}

    /** What was concluded. */
    public enum Pace {
        /** It moves; more time helps. */
        SLOW,
        /** Nothing of it moves, for longer than anything takes. */
        STUCK,
        /** Nothing that was seen tells. */
        CANNOT_KNOW
    }

    /**
     * A conclusion with its reason.
     *
     * @param sentence for the operator
     */
    public record Judgement(Pace pace, String sentence) {}

    /**
     * Judges a create that has taken longer than usual.
     *
     * @param served what is served at the API's address, whose absence says little before the address is known
     */
    public static Judgement judge(
            Duration elapsed, Duration usual, CloudCluster cluster, CertificateSighting served, ApiSighting api) {
        if (api.answers()) {
            List<NodeSighting> nodes = api.nodes();
            long ready = nodes.stream().filter(NodeSighting::ready).count();
            return new Judgement(
                    Pace.SLOW,
                    "Its API answers and " + ready + " of " + nodes.size()
                            + " nodes are ready, so the control plane has come up.");
        }
        if (served.certificate() != null) {
            return new Judgement(
                    Pace.SLOW,
                    "Its API server serves a certificate, so the control plane is coming up: " + api.detail());
        }
        if (KnownAddress.of(cluster).isEmpty()) {
            return new Judgement(
                    Pace.CANNOT_KNOW,
                    "It has no API address yet, after " + Words.of(elapsed)
                            + ": machines may wait for their image, or for quota. What would tell: the servers in Nova.");
        }
        Duration over = elapsed.minus(usual);
        return over.compareTo(usual) > 0
                ? new Judgement(
                        Pace.STUCK,
                        "Nothing has answered at " + cluster.apiAddress() + " for " + Words.of(elapsed)
                                + ", more than twice the usual " + Words.of(usual)
                                + ": a control plane whose API server does not start looks just so.")
                : new Judgement(
                        Pace.CANNOT_KNOW,
                        "Nothing answers at " + cluster.apiAddress() + " after " + Words.of(elapsed) + " (usually "
                                + Words.of(usual)
                                + "): the image may be fetched for the first time, or the API server does"
                                + " not start. What would tell: the console log of the control plane's machine.");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.times;

import java.time.Duration;
import java.util.List;
import org.rekindle.workflows.decide.diagnosis.KnownAddress;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.NodeSighting;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * Distinguishes a slow create from a stuck one by the progress that is seen. Magnum says CREATE_IN_PROGRESS for both: for the one whose
 * images are fetched for the first time (up to 2.5 h), and for the one whose API server never starts (for ever).
 */
public final class SlowOrStuck {

    private SlowOrStuck() {}

    /** What was concluded. */
    public enum Pace {
        /** It moves; more time helps. */
        SLOW,
        /** Nothing of it moves, for longer than anything takes. */
        STUCK,
        /** Nothing that was seen shows it. */
        CANNOT_KNOW
    }

    /**
     * A conclusion with its reason.
     *
     * @param reason for the operator
     */
    public record Judgement(Pace pace, Reason reason) {}

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
                    Reason.of(ReasonCode.CONTROL_PLANE_IS_UP, "ready", ready).with("nodes", nodes.size()));
        }
        if (served.certificate() != null) {
            return new Judgement(Pace.SLOW, Reason.of(ReasonCode.CONTROL_PLANE_COMES_UP, "detail", api.detail()));
        }
        if (KnownAddress.of(cluster).isEmpty()) {
            return new Judgement(Pace.CANNOT_KNOW, Reason.of(ReasonCode.NO_ADDRESS_YET, "elapsed", Text.of(elapsed)));
        }
        boolean stuck = elapsed.minus(usual).compareTo(usual) > 0;
        if (stuck) {
            return new Judgement(Pace.STUCK, silent(ReasonCode.SILENT_TWICE_THE_USUAL, elapsed, usual, cluster));
        }
        return new Judgement(Pace.CANNOT_KNOW, silent(ReasonCode.SILENT_SO_FAR, elapsed, usual, cluster));
    }

    private static Reason silent(ReasonCode code, Duration elapsed, Duration usual, CloudCluster cluster) {
        return Reason.of(code, "address", String.valueOf(cluster.apiAddress()))
                .with("elapsed", Text.of(elapsed))
                .with("usual", Text.of(usual));
    }
}

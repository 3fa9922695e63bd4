// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

/** What is to be done: the id of a remedy, and what it does to a cluster. {@code decide.remedy} has the remedies themselves. */
public enum Remedy {
    NOTHING(Effect.ENDS_WELL),
    /** Have Magnum sign a new client certificate: it is ours that is not accepted. */
    FRESH_CLIENT_CERTIFICATE(Effect.RECONNECTS),
    /** An upgrade to another image of the same version rolls every machine, and new machines have new certificates. */
    SAME_VERSION_ROLL(Effect.RENEWS),
    /** One upgrade or several, a minor version at a time. */
    UPGRADE(Effect.RENEWS),
    /** Have kubeadm renew the certificates on the control plane's machines. */
    RENEW_IN_PLACE(Effect.RENEWS),
    /** Build a new cluster beside the old one, switch over, then tear the old one down. */
    REBUILD_BESIDE(Effect.REPLACES_BESIDE),
    /** Tear down and build again. */
    REBUILD(Effect.REPLACES),
    /** Only the operators of the cloud can fix it: a ticket for them is written. */
    TICKET(Effect.HANDS_OVER),
    /** Not ours to fix: a human gets what was seen. */
    HAND_TO_HUMAN(Effect.HANDS_OVER);

    /** What a remedy does to a cluster. */
    private enum Effect {
        ENDS_WELL,
        RECONNECTS,
        RENEWS,
        REPLACES_BESIDE,
        REPLACES,
        HANDS_OVER
    }

    private final Effect effect;

    Remedy(Effect effect) {
        this.effect = effect;
    }

    /** Whether a cluster is deleted on the way. */
    public boolean tearsDown() {
        return effect == Effect.REPLACES || effect == Effect.REPLACES_BESIDE;
    }

    /** Whether the new cluster is built and proven before the old one goes. */
    public boolean buildsBeside() {
        return effect == Effect.REPLACES_BESIDE;
    }

    /** Whether it renews the cluster's certificates and destroys nothing. */
    public boolean renews() {
        return effect == Effect.RENEWS;
    }

    /** Whether the run hands over to people. */
    public boolean handsOver() {
        return effect == Effect.HANDS_OVER;
    }

    /** Whether the run does nothing more itself, since all is well or since people take over. */
    public boolean endsRun() {
        return handsOver() || effect == Effect.ENDS_WELL;
    }
}

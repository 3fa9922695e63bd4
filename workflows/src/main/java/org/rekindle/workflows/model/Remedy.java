// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

/** What is to be done, from what costs least to what costs most. */
public enum Remedy {
    NOTHING,
    /** Have Magnum sign a new client certificate: it is ours that is not taken. */
    FRESH_CLIENT_CERTIFICATE,
    /** An upgrade to another image of the same version rolls every machine, and new machines have new certificates. */
    SAME_VERSION_ROLL,
    /** One upgrade or several, a minor version at a time. */
    UPGRADE,
    /** Have kubeadm renew the certificates on the control plane's machines. */
    RENEW_IN_PLACE,
    /** Build anew beside the old one, switch over, then tear that down. */
    REBUILD_BESIDE,
    /** Tear down and build anew. */
    REBUILD,
    /** Only the operators of the cloud can mend it: a ticket for them is written. */
    TICKET,
    /** Not ours to mend: a human gets what was seen. */
    HAND_TO_HUMAN;

    /** Whether a cluster is deleted on the way. */
    public boolean tearsDown() {
        return this == REBUILD || this == REBUILD_BESIDE;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

/** Which certificate is the trouble. */
public enum Cause {
    /** None is. */
    NONE("no certificate"),
    /** The one that the API server serves. */
    API_SERVER("the API server's certificate"),
    /** The one that the API server serves is old, though a newer one lies on the machine: it was not restarted. */
    NOT_RESTARTED("the API server's certificate, which was renewed and is not served"),
    /** The cluster's certificate authority: no certificate that it signs is valid any more. */
    AUTHORITY("the certificate authority"),
    /** Magnum's books name another authority than the cluster's own, as after a rotation that the driver cannot do. */
    WRONG_AUTHORITY("the certificate authority that Magnum names"),
    /** Our own client certificate. */
    CLIENT("our client certificate"),
    /** etcd's, or the one by which the API server reaches it. */
    ETCD("etcd's certificates"),
    /** A kubelet's. */
    KUBELET("a kubelet's certificate"),
    /** The one by which the API server calls aggregated APIs. */
    FRONT_PROXY("the front proxy's certificate"),
    /** The one in a kubeconfig of the controller manager, the scheduler or an administrator. */
    KUBECONFIG("a kubeconfig on the control plane's machines"),
    /** No certificate but a clock, there or here. */
    CLOCK("a clock"),
    /** Cannot be said. */
    UNKNOWN("unknown");

    private final String words;

    Cause(String words) {
        this.words = words;
    }

    /** For people, in the middle of a sentence. */
    public String words() {
        return words;
    }
}

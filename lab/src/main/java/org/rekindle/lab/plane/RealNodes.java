// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import org.rekindle.lab.plane.pki.Pki;

/** Machines whose pods really run, two for each cluster at most; kwok plays all others. */
public interface RealNodes {

    /** The label of the node group whose first machines are such ones. */
    String group();

    /** The unix socket of an HTTP proxy by which API servers reach the kubelets. */
    Path kubelets();

    /** The network of their load balancers' addresses, as its first three numbers. */
    String network();

    /** Has a machine join; returns when its node is ready. */
    RealNode join(Joining joining);

    /** A machine that has joined; when it is closed, all that ran there has ended. */
    interface RealNode extends AutoCloseable {
        /** Has one more machine of the same cluster join, which ends with this one at the latest; returns when its node is ready. */
        RealNode beside(Joining joining);

        @Override
        void close();
    }

    /**
     * What a machine is told when it joins.
     *
     * @param name of its node, which the cluster knows already
     * @param stackId by which the cloud knows whose things are the cluster's
     * @param folder its own, which goes with the cluster
     * @param api the port of the API server on the loopback interface
     * @param authority the cluster's, in PEM
     * @param administrator what the lab shows, and the programs of the machine
     * @param kubelet what its kubelet shows
     * @param eyes the lab's view of the cluster, not to be closed
     */
    record Joining(
            String name,
            String stackId,
            Path folder,
            int api,
            String authority,
            Pki.Client administrator,
            Pki.Client kubelet,
            KubernetesClient eyes) {}
}

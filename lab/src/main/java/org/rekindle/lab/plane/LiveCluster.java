// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/** A cluster whose API server has answered, as the lab's other parts meet it. */
public interface LiveCluster {
    /** Magnum's identifier. */
    String uuid();

    /** Magnum's name, which need not be unique. */
    String name();

    /** A kubeconfig of an administrator that verifies the server: a secret. */
    String kubeconfig();

    /** The root of its control plane's machine. */
    Path root();

    /** The lab's own view, which works after expiry too; shared, not to be closed. */
    KubernetesClient eyes();

    /** A new client as programs in the cluster have it, refused by an expired certificate; to be closed. */
    KubernetesClient connect();
}

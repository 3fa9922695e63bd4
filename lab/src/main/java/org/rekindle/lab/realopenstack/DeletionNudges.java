// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.rekindle.lab.process.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Cluster API look again at control planes that are being deleted. Its controller has failed often where the API server
 * never came up or has expired, and looks again only after its back-off, which is as long as the cluster was ill: in life a
 * quarter of an hour, for which the lab does not wait.
 */
final class DeletionNudges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeletionNudges.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final KubernetesClient management;
    private final Loop loop = new Loop("nudges");

    DeletionNudges(KubernetesClient management) {
        this.management = management;
    }

    void start() {
        loop.start(EVERY, this::nudge);
    }

    @Override
    public void close() {
        loop.close();
    }

    private void nudge() {
        try {
            for (GenericKubernetesResource controlPlane : CapiCluster.controlPlanes(management)
                    .inAnyNamespace()
                    .list()
                    .getItems()) {
                ObjectMeta metadata = controlPlane.getMetadata();
                if (metadata.getDeletionTimestamp() != null) {
                    CapiCluster.touch(
                            management, metadata.getNamespace(), CapiCluster.label(controlPlane, CapiCluster.CLUSTER));
                }
            }
        } catch (KubernetesClientException gone) {
            // What is being deleted may be gone, or changed, between two requests.
            LOG.info("could not have Cluster API look again: {}", gone.getMessage());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rekindle.lab.process.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what a cluster leaves in the cloud, as cluster-api-janitor-openstack does: its finalizer holds the infrastructure of a
 * cluster until volumes, load balancers and floating IPs are gone. Cluster API deletes that last, after the machines.
 */
final class Janitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /** The real janitor's. */
    private static final String FINALIZER = "janitor.capi.stackhpc.com";

    private final KubernetesClient management;
    private final Consumer<String> sweep;
    private final Loop loop = new Loop("janitor");

    /** @param sweep deletes what belongs to the stack of a name */
    Janitor(KubernetesClient management, Consumer<String> sweep) {
        this.management = management;
        this.sweep = sweep;
    }

    void start() {
        loop.start(LOOK_EVERY, this::look);
    }

    @Override
    public void close() {
        loop.close();
    }

    private void look() {
        for (GenericKubernetesResource cluster :
                CapiCluster.infrastructures(management).inAnyNamespace().list().getItems()) {
            try {
                lookAt(cluster);
            } catch (KubernetesClientException changed) {
                LOG.info(
                        "could not look after {}, looks again: {}",
                        cluster.getMetadata().getName(),
                        changed.getMessage());
            }
        }
    }

    private void lookAt(GenericKubernetesResource cluster) {
        ObjectMeta metadata = cluster.getMetadata();
        boolean holds = metadata.getFinalizers().contains(FINALIZER);
        if (metadata.getDeletionTimestamp() == null) {
            if (!holds) {
                finalizers(cluster, Stream.concat(metadata.getFinalizers().stream(), Stream.of(FINALIZER)));
            }
        } else if (holds) {
            sweep.accept(metadata.getName());
            finalizers(cluster, metadata.getFinalizers().stream().filter(each -> !each.equals(FINALIZER)));
        }
    }

    /** As the version that was seen, so that a finalizer which another controller has set meanwhile is not lost. */
    private void finalizers(GenericKubernetesResource cluster, Stream<String> finalizers) {
        cluster.getMetadata().setFinalizers(finalizers.toList());
        management.resource(cluster).update();
    }
}

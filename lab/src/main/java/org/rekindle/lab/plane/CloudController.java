// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import io.fabric8.kubernetes.api.model.LoadBalancerIngressBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.rekindle.lab.process.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives Services of type LoadBalancer an address, as the OpenStack cloud controller does; Helm waits for it. The
 * addresses are of a range for documentation.
 */
public final class CloudController implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CloudController.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final String NOWHERE = "192.0.2";

    /** The first of a network is somebody's own. */
    private static final int FIRST = 2;

    private static final int ADDRESSES = 250;
    private static final AtomicInteger NEXT_ADDRESS = new AtomicInteger();

    private final String clusterName;
    private final KubernetesClient client;
    private final String network;
    private final Loop loop;

    /** For a cluster at whose addresses nothing answers; does nothing yet. */
    public CloudController(String clusterName, KubernetesClient client) {
        this(clusterName, client, NOWHERE);
    }

    /**
     * For a cluster whose load balancers are reached; does nothing yet.
     *
     * @param network of their addresses, as its first three numbers
     */
    public CloudController(String clusterName, KubernetesClient client, String network) {
        this.clusterName = clusterName;
        this.client = client;
        this.network = network;
        this.loop = new Loop("cloud-controller-" + clusterName);
    }

    /** Begins to look. */
    public void start() {
        loop.start(LOOK_EVERY, this::look);
    }

    @Override
    public void close() {
        loop.close();
    }

    private void look() {
        try {
            client.services().inAnyNamespace().list().getItems().stream()
                    .filter(service -> "LoadBalancer".equals(service.getSpec().getType()))
                    .filter(service ->
                            service.getStatus().getLoadBalancer().getIngress().isEmpty())
                    .forEach(service -> giveAddress(service));
        } catch (KubernetesClientException unreachable) {
            LOG.debug("cloud controller of {} cannot see its cluster", clusterName, unreachable);
        } catch (RuntimeException unexpected) {
            LOG.error("cloud controller of {} failed, looks again later", clusterName, unexpected);
        }
    }

    private void giveAddress(Service service) {
        String address = network + "." + (FIRST + NEXT_ADDRESS.getAndIncrement() % ADDRESSES);
        client.services()
                .inNamespace(service.getMetadata().getNamespace())
                .resource(new ServiceBuilder(service)
                        .editStatus()
                        .editLoadBalancer()
                        .addToIngress(
                                new LoadBalancerIngressBuilder().withIp(address).build())
                        .endLoadBalancer()
                        .endStatus()
                        .build())
                .updateStatus();
    }
}

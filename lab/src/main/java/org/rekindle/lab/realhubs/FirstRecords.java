// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rekindle.lab.process.Loop;

/**
 * Sets the public names for the first time, as soon as the cloud has given the ingress an address. A name that leads somewhere is left as it
 * is: after a rebuild a person changes it, who is asked for it.
 */
final class FirstRecords implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final List<String> NAMES = List.of("hub", "binder");

    private final PublicZone zone;
    private final KubernetesClient client;
    private final Loop loop = new Loop("public-names");

    FirstRecords(PublicZone zone, KubernetesClient client) {
        this.zone = zone;
        this.client = client;
    }

    void start() {
        loop.start(LOOK_EVERY, this::look);
    }

    @Override
    public void close() {
        loop.close();
    }

    private void look() {
        List<String> missing =
                NAMES.stream().filter(name -> zone.address(name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            address().ifPresent(address -> missing.forEach(name -> zone.set(name, address)));
        }
    }

    private Optional<String> address() {
        return Optional.ofNullable(client.services()
                        .inNamespace("support")
                        .withName("ingress")
                        .get())
                .map(Service::getStatus)
                .flatMap(
                        status -> status.getLoadBalancer().getIngress().stream().findFirst())
                .map(LoadBalancerIngress::getIp);
    }
}

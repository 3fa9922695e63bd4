// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Stream;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.KubernetesActivities.ServiceAddress;
import org.rekindle.workflows.api.KubernetesActivities.ServiceWanted;
import org.rekindle.workflows.model.run.FailureCode;

/** Reads where a Service of type LoadBalancer is reached. */
final class LoadBalancers {

    private static final String TYPE = "LoadBalancer";

    private LoadBalancers() {}

    /**
     * Its address.
     *
     * @throws io.temporal.failure.ApplicationFailure {@code STILL_WAITING} until the cloud has given it one; {@code NOT_FOUND} when
     *     there is no such Service, {@code MISCONFIGURED} when it is of another type
     */
    static ServiceAddress address(KubernetesClient client, ServiceWanted wanted) {
        int slash = wanted.service().indexOf('/');
        Service service = client.services()
                .inNamespace(wanted.service().substring(0, slash))
                .withName(wanted.service().substring(slash + 1))
                .get();
        if (service == null) {
            throw Failures.of(
                    FailureCode.NOT_FOUND,
                    "There is no Service " + wanted.service() + ", which verify.names.service names. "
                            + others(client));
        }
        if (!TYPE.equals(service.getSpec().getType())) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "The Service " + wanted.service() + ", which verify.names.service names, is of type "
                            + service.getSpec().getType() + " and has no address outside. " + others(client));
        }
        List<String> targets = targets(service);
        if (targets.isEmpty()) {
            throw Failures.stillWaiting(
                    "The Service " + wanted.service()
                            + " has no address yet. Its events say why: kubectl describe service.",
                    wanted.pollEvery());
        }
        return new ServiceAddress(targets);
    }

    private static String others(KubernetesClient client) {
        List<String> balancers = client.services().inAnyNamespace().list().getItems().stream()
                .filter(service -> TYPE.equals(service.getSpec().getType()))
                .map(service -> service.getMetadata().getNamespace() + "/"
                        + service.getMetadata().getName())
                .sorted()
                .toList();
        if (balancers.isEmpty()) {
            return "The cluster has no Service of type LoadBalancer.";
        }
        return "Of type LoadBalancer: " + String.join(", ", balancers) + ".";
    }

    private static List<String> targets(Service service) {
        if (service.getStatus() == null || service.getStatus().getLoadBalancer() == null) {
            return List.of();
        }
        return service.getStatus().getLoadBalancer().getIngress().stream()
                .flatMap(LoadBalancers::target)
                .toList();
    }

    private static Stream<String> target(LoadBalancerIngress ingress) {
        if (ingress.getIp() != null) {
            return Stream.of(ingress.getIp());
        }
        return Stream.ofNullable(ingress.getHostname());
    }
}

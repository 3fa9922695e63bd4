// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.KubernetesActivities.ServiceWanted;
import org.rekindle.workflows.model.run.FailureCode;

@EnableKubernetesMockClient(crud = true)
class LoadBalancersTest {

    private KubernetesClient client;

    @Test
    void theAddressIsThatOfTheLoadBalancer() {
        service("support", "ingress", "LoadBalancer", new LoadBalancerIngress(null, "192.0.2.7", null, null));

        assertThat(LoadBalancers.address(client, wanted("support/ingress")).targets())
                .containsExactly("192.0.2.7");
    }

    /** As the cloud controller of OpenStack gives one for the PROXY protocol. */
    @Test
    void aLoadBalancerWithANameGivesItsName() {
        service("support", "ingress", "LoadBalancer", new LoadBalancerIngress("192.0.2.7.nip.io", null, null, null));

        assertThat(LoadBalancers.address(client, wanted("support/ingress")).targets())
                .containsExactly("192.0.2.7.nip.io");
    }

    @Test
    void anAddressThatIsNotThereYetIsWaitedFor() {
        service("support", "ingress", "LoadBalancer");

        assertThat(failure("support/ingress").getType()).isEqualTo(FailureCode.STILL_WAITING.name());
    }

    @Test
    void aServiceThatIsNotThereFailsWithThoseThatAre() {
        service("kube-system", "dns", "ClusterIP");
        service("traefik", "traefik", "LoadBalancer", new LoadBalancerIngress(null, "192.0.2.7", null, null));

        ApplicationFailure failure = failure("support/ingress");

        assertThat(failure.getType()).isEqualTo(FailureCode.NOT_FOUND.name());
        assertThat(failure.getOriginalMessage()).endsWith("Of type LoadBalancer: traefik/traefik.");
    }

    @Test
    void aServiceOfAnotherTypeHasNoAddressOutside() {
        service("support", "ingress", "NodePort");

        ApplicationFailure failure = failure("support/ingress");

        assertThat(failure.getType()).isEqualTo(FailureCode.MISCONFIGURED.name());
        assertThat(failure.getOriginalMessage())
                .contains("is of type NodePort", "The cluster has no Service of type LoadBalancer.");
    }

    private ApplicationFailure failure(String service) {
        try {
            LoadBalancers.address(client, wanted(service));
        } catch (ApplicationFailure failure) {
            return failure;
        }
        throw new AssertionError(service + " has an address");
    }

    private static ServiceWanted wanted(String service) {
        return new ServiceWanted("pythia", "kubeconfig", service, Duration.ofSeconds(20));
    }

    private void service(String namespace, String name, String type, LoadBalancerIngress... reached) {
        client.services()
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withType(type)
                        .endSpec()
                        .withNewStatus()
                        .withNewLoadBalancer()
                        .withIngress(List.of(reached))
                        .endLoadBalancer()
                        .endStatus()
                        .build())
                .create();
    }
}

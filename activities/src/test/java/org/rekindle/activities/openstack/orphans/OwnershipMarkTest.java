// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.orphans;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.activities.openstack.FakeMagnum;
import org.rekindle.activities.openstack.Fixtures;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.plan.SweepItem;

/** What counts as a cluster's own when it is about deleting: the exact form, and nothing that only mentions the cluster. */
class OwnershipMarkTest {

    private final OwnershipMark mark = new OwnershipMark(Fixtures.IDENTITY);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOAD_BALANCER | name | kube_service_binder-wamdawzkgagx_binder_proxy-public",
                "LOAD_BALANCER | name | k8s-clusterapi-cluster-magnum-0a1b-binder-wamdawzkgagx-kubeapi",
                "FLOATING_IP | description | Floating IP for Kubernetes external service a/b from cluster binder-wamdawzkgagx",
                "FLOATING_IP | description | Created by cluster-api-provider-openstack cluster magnum-0a1b-binder-wamdawzkgagx",
                "NETWORK | name | k8s-clusterapi-cluster-magnum-0a1b-binder-wamdawzkgagx",
                "ROUTER | description | Created by cluster-api-provider-openstack cluster magnum-0a1b-binder-wamdawzkgagx",
                "PORT | name | binder-wamdawzkgagx-control-plane-x7k2p-0",
                "SECURITY_GROUP | name | k8s-cluster-magnum-0a1b-binder-wamdawzkgagx-secgroup-controlplane",
                "SECURITY_GROUP | description | Security Group for a/b Service LoadBalancer in cluster binder-wamdawzkgagx",
            })
    void knowsTheFormsInWhichComponentsWriteIt(ResourceType type, String field, String text) {
        assertThat(mark.on(type, node(field, text))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOAD_BALANCER | name | kube_service_binder_binder_proxy-public",
                "LOAD_BALANCER | name | kube_service_binder-wamdawzkgagx2_binder_proxy-public",
                "LOAD_BALANCER | name | kube_service_x-binder-wamdawzkgagx_binder_proxy-public",
                "LOAD_BALANCER | name | copy of kube_service_binder-wamdawzkgagx_binder_proxy-public",
                "LOAD_BALANCER | description | kube_service_binder-wamdawzkgagx_binder_proxy-public",
                "FLOATING_IP | name | binder-wamdawzkgagx",
                "FLOATING_IP | description | kept from cluster binder-wamdawzkgagx",
                "FLOATING_IP | description | Floating IP for Kubernetes external service a/b from cluster binder",
                "FLOATING_IP | description | Floating IP for Kubernetes external service a/b from cluster binder-wamdawzkgagx (mine now)",
                "NETWORK | name | binder-wamdawzkgagx",
                "NETWORK | name | k8s-clusterapi-cluster-magnum-0a1b-binder-wamdawzkgagx-2",
                "NETWORK | description | k8s-clusterapi-cluster-magnum-0a1b-binder-wamdawzkgagx",
                "ROUTER | description | Created by me for cluster magnum-0a1b-binder-wamdawzkgagx",
                "PORT | name | for-binder-wamdawzkgagx-control-plane-0",
                "PORT | name | binder-wamdawzkgagx",
                "SECURITY_GROUP | name | default of binder-wamdawzkgagx",
                "APPLICATION_CREDENTIAL | name | magnum-4256088d",
            })
    void whatOnlyMentionsTheClusterIsNotItsOwn(ResourceType type, String field, String text) {
        assertThat(mark.on(type, node(field, text))).isNull();
    }

    @Test
    void theNameOfAClusterIsNoMarkOfAVolume() {
        ObjectNode volume = JsonNodeFactory.instance.objectNode();
        volume.putObject("metadata").put("cinder.csi.openstack.org/cluster", "binder");
        assertThat(mark.on(ResourceType.VOLUME, volume)).isNull();
        volume.putObject("metadata").put("cinder.csi.openstack.org/cluster", "binder-wamdawzkgagx");
        assertThat(mark.on(ResourceType.VOLUME, volume)).isNotNull();
    }

    @Test
    void aClusterWithoutAStackHasNothing() {
        OwnershipMark nameless = new OwnershipMark(
                new ClusterIdentity(Fixtures.IDENTITY.uuid(), "binder", "", Fixtures.IDENTITY.createdAt()));
        assertThat(nameless.on(ResourceType.LOAD_BALANCER, node("name", "kube_service__x")))
                .isNull();
        assertThat(nameless.on(ResourceType.APPLICATION_CREDENTIAL, node("name", "magnum-" + FakeMagnum.UUID)))
                .isNull();
    }

    @Test
    void whatAnotherProjectHasStays() {
        OrphanRule rule = new OrphanRule(Fixtures.IDENTITY, true, "project-1", "");
        ObjectNode network = node("name", "k8s-clusterapi-cluster-magnum-0a1b-binder-wamdawzkgagx");
        LeftOver thing = new LeftOver(ResourceType.NETWORK, "n-1", "net", false);

        assertThat(rule.judge(thing, network.put("project_id", "project-1"), Set.of())
                        .swept())
                .isTrue();
        SweepItem foreign = rule.judge(thing, network.put("project_id", "project-2"), Set.of());
        assertThat(foreign.swept()).isFalse();
        assertThat(foreign.why()).contains("another project, project-2");
    }

    private static ObjectNode node(String field, String text) {
        return JsonNodeFactory.instance.objectNode().put(field, text);
    }
}

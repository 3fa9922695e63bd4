// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.LeftOver;
import org.rekindle.workflows.model.SweepItem;

/** What counts as a cluster's own when it is about deleting: the exact form, and nothing that only mentions the cluster. */
class OwnMarkTest {

    private final OwnMark mark = new OwnMark(Fixtures.IDENTITY);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "load balancer | name | kube_service_binder-wamdawzkgagx_binder_proxy-public",
                "load balancer | name | k8s-clusterapi-cluster-magnum-0a1b-binder-wamdawzkgagx-kubeapi",
                "floating ip | description | Floating IP for Kubernetes external service a/b from cluster binder-wamdawzkgagx",
                "floating ip | description | Created by cluster-api-provider-openstack cluster magnum-0a1b-binder-wamdawzkgagx",
                "network | name | k8s-clusterapi-cluster-magnum-0a1b-binder-wamdawzkgagx",
                "router | description | Created by cluster-api-provider-openstack cluster magnum-0a1b-binder-wamdawzkgagx",
                "port | name | binder-wamdawzkgagx-control-plane-x7k2p-0",
                "security group | name | k8s-cluster-magnum-0a1b-binder-wamdawzkgagx-secgroup-controlplane",
                "security group | description | Security Group for a/b Service LoadBalancer in cluster binder-wamdawzkgagx",
            })
    void knowsTheFormsInWhichComponentsWriteIt(String type, String field, String text) {
        assertThat(mark.on(type, node(field, text))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "load balancer | name | kube_service_binder_binder_proxy-public",
                "load balancer | name | kube_service_binder-wamdawzkgagx2_binder_proxy-public",
                "load balancer | name | kube_service_x-binder-wamdawzkgagx_binder_proxy-public",
                "load balancer | name | copy of kube_service_binder-wamdawzkgagx_binder_proxy-public",
                "load balancer | description | kube_service_binder-wamdawzkgagx_binder_proxy-public",
                "floating ip | name | binder-wamdawzkgagx",
                "floating ip | description | kept from cluster binder-wamdawzkgagx",
                "floating ip | description | Floating IP for Kubernetes external service a/b from cluster binder",
                "floating ip | description | Floating IP for Kubernetes external service a/b from cluster binder-wamdawzkgagx (mine now)",
                "network | name | binder-wamdawzkgagx",
                "network | name | k8s-clusterapi-cluster-magnum-0a1b-binder-wamdawzkgagx-2",
                "network | description | k8s-clusterapi-cluster-magnum-0a1b-binder-wamdawzkgagx",
                "router | description | Created by me for cluster magnum-0a1b-binder-wamdawzkgagx",
                "port | name | for-binder-wamdawzkgagx-control-plane-0",
                "port | name | binder-wamdawzkgagx",
                "security group | name | default of binder-wamdawzkgagx",
                "application credential | name | magnum-4256088d",
                "subnet | name | k8s-clusterapi-cluster-magnum-0a1b-binder-wamdawzkgagx",
            })
    void whatOnlyMentionsTheClusterIsNotItsOwn(String type, String field, String text) {
        assertThat(mark.on(type, node(field, text))).isNull();
    }

    @Test
    void theNameOfAClusterIsNoMarkOfAVolume() {
        ObjectNode volume = JsonNodeFactory.instance.objectNode();
        volume.putObject("metadata").put("cinder.csi.openstack.org/cluster", "binder");
        assertThat(mark.on("volume", volume)).isNull();
        volume.putObject("metadata").put("cinder.csi.openstack.org/cluster", "binder-wamdawzkgagx");
        assertThat(mark.on("volume", volume)).isNotNull();
    }

    @Test
    void aClusterWithoutAStackHasNothing() {
        OwnMark nameless =
                new OwnMark(new ClusterIdentity(Fixtures.IDENTITY.uuid(), "binder", "", Fixtures.IDENTITY.createdAt()));
        assertThat(nameless.on("load balancer", node("name", "kube_service__x")))
                .isNull();
        assertThat(nameless.on("application credential", node("name", "magnum-" + FakeMagnum.UUID)))
                .isNull();
    }

    @Test
    void whatAnotherProjectHasStays() {
        SweepRule rule = new SweepRule(Fixtures.IDENTITY, true, "project-1", "");
        ObjectNode network = node("name", "k8s-clusterapi-cluster-magnum-0a1b-binder-wamdawzkgagx");
        LeftOver thing = new LeftOver("network", "n-1", "net", false);

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

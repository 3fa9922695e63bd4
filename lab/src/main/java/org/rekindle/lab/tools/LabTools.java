// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.tools;

import org.rekindle.worker.tools.Tool;

/** The tools that only the lab runs. */
public final class LabTools {
    public static final Tool ETCD = new Tool("etcd");
    public static final Tool KUBE_APISERVER = new Tool("kube-apiserver");
    public static final Tool KUBE_CONTROLLER_MANAGER = new Tool("kube-controller-manager");
    public static final Tool KUBE_SCHEDULER = new Tool("kube-scheduler");
    public static final Tool KUBEADM = new Tool("kubeadm");
    public static final Tool KWOK = new Tool("kwok");
    public static final Tool HELM = new Tool("helm");

    // For the scenario people, and the tests of the shipped alert rules.
    public static final Tool ALERTMANAGER = new Tool("alertmanager");

    // For the test that decrypts values files.
    public static final Tool SOPS = new Tool("sops");

    // For the lab with a real OpenStack alone.
    public static final Tool CLUSTER_API_CORE = new Tool("capi-core");
    public static final Tool CLUSTER_API_BOOTSTRAP = new Tool("capi-kubeadm-bootstrap");
    public static final Tool CLUSTER_API_CONTROL_PLANE = new Tool("capi-kubeadm-control-plane");
    public static final Tool CLUSTER_API_DEVELOPMENT = new Tool("capi-development");

    // For the lab with real hubs alone.
    public static final Tool KUBELET = new Tool("kubelet");
    public static final Tool KUBE_PROXY = new Tool("kube-proxy");
    public static final Tool COREDNS = new Tool("coredns");
    public static final Tool REGISTRY = new Tool("registry");
    public static final Tool PEBBLE = new Tool("pebble");

    private LabTools() {}
}

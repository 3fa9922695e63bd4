// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

/** What would make a diagnosis surer. {@code decide.text} has the sentence of each. */
public enum Clue {
    FILES_OF_THE_MACHINES,
    AUTHORITY_ROTATED_OR_MOVED,
    SEVERAL_SERVERS,
    WHO_ROTATED,
    OLDER_KUBECONFIG,
    AUTHORITY_ROTATED,
    NEW_CLIENT_CERTIFICATE,
    SAME_TIME_SERVER,
    TIME_OF_THE_MACHINE,
    FILES_OF_ETCD,
    LOG_OF_THE_SERVER,
    NEW_FRONT_PROXY,
    LOG_OF_A_KUBELET,
    LOOK_AGAIN,
    ANOTHER_NETWORK,
    MACHINES_RUN,
    LOAD_BALANCER,
    BOTH_LOOKS_AGAIN,
    PROXY_ON_A_PATH,
    SECOND_PATH,
    EACH_SERVER,
    FILES_OF_EVERY_MACHINE,
    PROXY_AT_THE_ADDRESS
}

// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.text;

import org.rekindle.workflows.model.plan.Clue;

/** The sentence of each clue. */
final class Clues {

    private Clues() {}

    static String of(Clue clue) {
        return switch (clue) {
            case FILES_OF_THE_MACHINES ->
                "Which certificates lie on the control plane's machines (ssh: in the fleet file).";
            case AUTHORITY_ROTATED_OR_MOVED ->
                "Whether `openstack coe ca rotate` was run, and whether the address is still the" + " cluster's.";
            case SEVERAL_SERVERS -> "Whether several API servers stand behind the address, of which some were renewed.";
            case WHO_ROTATED ->
                "Who ran `openstack coe ca rotate`, and when: `openstack coe cluster show` shows the last" + " change.";
            case OLDER_KUBECONFIG ->
                "The authority in an older kubeconfig of the cluster, beside the one that Magnum hands out now:"
                        + " `openssl x509 -noout -ext subjectKeyIdentifier`.";
            case AUTHORITY_ROTATED -> "Whether `openstack coe ca rotate` was run (Magnum then says UPDATE_FAILED).";
            case NEW_CLIENT_CERTIFICATE ->
                "Whether one that Magnum signs again is accepted; if not, the authority was changed.";
            case SAME_TIME_SERVER ->
                "Set both clocks by the same time server (timedatectl, chronyc tracking), then look" + " again.";
            case TIME_OF_THE_MACHINE -> "The time on the control plane's machine (date -u), beside the time here.";
            case FILES_OF_ETCD ->
                "The end of etcd's certificates on the control plane's machine: `kubeadm certs"
                        + " check-expiration`, or ssh: in the fleet file, by which Rekindle looks itself.";
            case LOG_OF_THE_SERVER ->
                "Why the API server does not run: its container's log on the machine (crictl logs).";
            case NEW_FRONT_PROXY ->
                "`kubeadm init phase certs front-proxy-ca` and `front-proxy-client` make new ones on the"
                        + " machine, after the old files were moved aside; then restart the API server.";
            case LOG_OF_A_KUBELET ->
                "A kubelet's log on one of the nodes: `x509: certificate has expired` there says that it is its"
                        + " certificate.";
            case LOOK_AGAIN -> "The same look some minutes later: one connection may have been reset.";
            case ANOTHER_NETWORK ->
                "Whether the address answers from another network (confirmAfter: in the fleet file).";
            case MACHINES_RUN ->
                "Whether the control plane's machines run, and which certificates lie on them (ssh: in the fleet"
                        + " file).";
            case LOAD_BALANCER -> "The load balancer before the API, and its floating IP.";
            case BOTH_LOOKS_AGAIN -> "The same two looks some minutes later: it may have been renewed just now.";
            case PROXY_ON_A_PATH -> "Whether a proxy or a load balancer answers on one of the two paths.";
            case SECOND_PATH ->
                "A second look minutes later on another network path (confirmAfter: in the fleet file).";
            case EACH_SERVER ->
                "Which API server serves which certificate: `openssl s_client -connect <machine>:6443` for each"
                        + " control-plane machine.";
            case FILES_OF_EVERY_MACHINE ->
                "Which certificates lie on the control plane's machines (ssh: in the fleet file, with every"
                        + " machine).";
            case PROXY_AT_THE_ADDRESS ->
                "Whether a proxy or a load balancer answers at the address with a certificate of its own.";
        };
    }
}

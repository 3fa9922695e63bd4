// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import org.rekindle.lab.plane.pki.Pki;

/** Ways into a control plane for the lab itself. Nothing of the surroundings (kubeconfig, environment) is used. */
final class ClusterAccess {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int REQUEST_TIMEOUT_MILLIS = 20_000;

    private ClusterAccess() {}

    /** The lab's own eye and hand: an administrator who does not verify the server, so that it sees inside after expiry too. */
    static KubernetesClient unverified(String server, Pki pki) {
        return client(base(server, pki)
                .withTrustCerts(true)
                .withDisableHostnameVerification(true)
                .build());
    }

    /** As every client in and around the cluster connects: refused by an expired certificate. */
    static KubernetesClient verified(String server, Pki pki) {
        return client(base(server, pki)
                .withCaCertData(Kubeconfigs.base64(pki.authorityPem()))
                .build());
    }

    private static ConfigBuilder base(String server, Pki pki) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(server)
                .withClientCertData(Kubeconfigs.base64(pki.lab().certificate()))
                .withClientKeyData(Kubeconfigs.base64(pki.lab().key()))
                .withConnectionTimeout(CONNECT_TIMEOUT_MILLIS)
                .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
                .withRequestRetryBackoffLimit(0);
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }
}
